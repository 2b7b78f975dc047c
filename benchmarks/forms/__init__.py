"""How rightly first pages are described: made-up papers of every form, drawn, damaged, read, described and compared.

Made by code wholly apart from the samples' script: other layout, other fonts, other wordings, bodies and names. What is
printed follows the rules of each time (Party guidelines of 1998, 2004 and 2018; the joint circular 55/2005, Circular
01/2011, Decree 30/2020) and the habits of typists before them; nothing is fitted to what the product can read.
"""
