"""Many documents: folders, crawls and tables of them, on all cores of a machine or on many machines.

Everything is one function over Arrow record batches, ``process``: a batch of documents in, a batch of results out, one
for each document. ``run`` feeds it on this machine and ``artfmt batch`` calls that; ``ray`` and ``spark`` hand it to
engines; ``read_many`` and its like call it for the library. It needs ``pip install '.[batch]'``.
"""
