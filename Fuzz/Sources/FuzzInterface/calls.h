#ifndef CALLS_H
#define CALLS_H

#include "slots.h"

/// A function that makes a call, or a few that belong together.
typedef void (*call)(void);

extern const call fit_calls[], point_calls[], shard_calls[];
extern const int fit_call_count, point_call_count, shard_call_count;

#endif
