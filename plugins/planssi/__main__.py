"""`python -m planssi`: the same as `planssi`."""

from .cli import main

main(prog_name="planssi")
