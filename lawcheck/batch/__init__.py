"""Floor 4: many documents, one Review each, in the order given."""

from lawcheck.batch.cache import Store
from lawcheck.batch.job import Job, review_one
from lawcheck.batch.many import cores, review_many
from lawcheck.batch.mending import Mended, mend

__all__ = ["Job", "Mended", "Store", "cores", "mend", "review_many", "review_one"]
