"""`aidememoire show`: a reference in; on the screen the sentences behind it, roles marked, and whose word it is."""

from __future__ import annotations

import click

from aidememoire.cli._record import RECORD, load_ruled


@click.command("show")
@click.argument("reference")
@RECORD
def command(reference: str, record: str) -> None:
    """The proof behind REFERENCE: an entry of the brief, an act or a report, by any unique beginning of its id.

    For every act: the report, the sentence in its context with the roles in brackets, the chain of voices, the dates as
    said and in EDTF, and the rule that found it.
    """
    from aidememoire.cli._screen import put
    from aidememoire.views.proof import find_proof, proof_page

    whole, rulings = load_ruled(record)
    put(proof_page(find_proof(whole, reference, rulings)))
