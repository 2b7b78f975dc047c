"""Splits, joins and moves as commands ask for them: arranged in the catalogue, then described anew from the pages each now holds."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from catalogue.arrangements import Arranged
from catalogue.catalogue import Catalogue
from catalogue.citations import replace_citations
from catalogue.document_terms import settle_term
from indexer.describing import describe_if_read


def arrange(catalogue: Catalogue, work: Callable[[Session], Arranged]) -> list[tuple[str, int]]:
    """Do it and describe the documents anew, all or nothing; returns each document's reference and how many pages it holds now.

    Raises as the functions of `catalogue.arrangements`.
    """
    with catalogue.begin() as session:
        arranged = work(session)
        for document in arranged.documents:
            if document.parts:
                describe_if_read(session, document)
                settle_term(session, document)
            else:
                replace_citations(session, document, ())
        return [(document.reference, document.page_count) for document in arranged.documents]
