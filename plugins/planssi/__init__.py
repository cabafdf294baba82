"""Planssi publishes public project plans as websites that people can read.

The rooms, in the order in which data flows: `reader` and `loader` (load), `model` and `blocks` (model), `checks`
(check), `localizer` and `messages` (localise), `prose`, `pages` and `renderer` (render), `plugin` (publish with MkDocs)
and `cli`. A later room imports an earlier one, never back; only `plugin` imports MkDocs.
"""
