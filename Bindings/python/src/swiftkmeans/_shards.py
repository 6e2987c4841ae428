"""Fits over points that lie in several processes, which exchange bytes and nothing else.

A `ShardFit` makes requests, every `Shard` answers them, and the fit takes the answers in any order.
The result has the bits of one fit over all points in the order of the shards.
"""

from ._shard import Shard
from ._shard_fit import ShardFit
from ._shard_result import ShardResult

__all__ = ["Shard", "ShardFit", "ShardResult"]
