"""What the API and the pages both serve, as plain functions over catalogue and engine, with the reader's access in every call.

Every function takes a `ReadingRoom` (`reading.room`: catalogue, engine, images, suggestions, name of the archive) and a `Reader`
(`reading.reader`: the levels of access the reader may see, and a name for the log). What the reader may not see raises
`NotFound`, in the same words as what is not there. What is not public is logged when it is looked at or downloaded.

    parameters   read_search(pairs) -> Search; Search.pairs() back to the address: filters, order, size, cursor, checked
    searches     find(room, reader, search) -> Found: hits with matching pages and snippets, facets, notices, next
    exports      csv_of(room, reader, search) -> text, line by line, of all hits
    suggestions  room.suggestions.suggest(room.catalogue, reader, text) -> Suggestion...
    similar      find_similar(room, reader, id, limit=) -> SimilarDocument...: documents on the same matter
    statistics   count_all(room, reader) -> Statistics: amounts, and from where each field is known; statistics_csv
    records      show_document(room, reader, id), show_file(room, reader, id, size=, cursor=): description, place, citation
    holdings     list_fonds(room, reader), show_fonds(room, reader, code, ...), list_terms(room, reader): the tree
    pages        list_pages, show_page, page_at, read_words(…, query=), read_text; find_hits(…, page, query): previous and next hit
    images       show_image(room, reader, page_id, width) -> ShownImage: a file, its media type and entity tag
    originals    find_original(room, reader, document_id, part) -> Original: path, media type, file name
"""
