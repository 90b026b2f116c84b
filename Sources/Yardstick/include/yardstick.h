#ifndef CITAS_YARDSTICK_H
#define CITAS_YARDSTICK_H

#include <stdbool.h>
#include <stdint.h>

// A loop in C on libsqlite3 that makes the same transactions as the program: the statements are
// recorded from the program's own connections, with what was bound to them, so the two cannot drift
// apart.

/// Numbers from here on are of sessions and events that were recorded; when they are replayed they
/// become the numbers that the rows got then.
static const int64_t yardstick_numbered_from = 7000000000;

/// Records every statement of the connections that this process opens from now on.
void yardstick_record(void);

/// Leaves the connections alone that are opened from now on.
void yardstick_stop(void);

/// Statements recorded so far, those of triggers not counted.
int64_t yardstick_count(void);

/// Forgets what was recorded so far.
void yardstick_forget(void);

/// Writes what was recorded to a file; false leaves the reason in `errno`.
bool yardstick_save(const char *_Nonnull path);

/// A connection and what is to be replayed on it.
typedef struct yardstick yardstick;

/// Opens the database for the recording in the file at `path`, with the settings of the program's
/// connections; null when that fails.
yardstick *_Nullable yardstick_open(const char *_Nonnull database, const char *_Nonnull path);

/// Steps through every statement of the recording and reads every column. Each is prepared when
/// first run and kept, as the program does. False when one fails for another reason than a
/// constraint; `yardstick_message` tells it.
bool yardstick_replay(yardstick *_Nonnull yardstick);

const char *_Nonnull yardstick_message(yardstick *_Nonnull yardstick);

void yardstick_close(yardstick *_Nonnull yardstick);

/// Runs a script on the database at `path`, without triggers; the message when it fails, to be freed, or null.
char *_Nullable yardstick_execute(const char *_Nonnull path, const char *_Nonnull script);

/// How a child process ended and what it took.
typedef struct {
  /// Its exit status; 128 and the signal when one ended it; -1 when it did not start.
  int status;
  int64_t wall_nanoseconds;
  int64_t cpu_nanoseconds;
  /// The most memory that it had, or this process had when it started it.
  int64_t peak_bytes;
} child_result;

/// Runs a program to its end. `arguments` begins with its path and ends with null.
child_result yardstick_run(const char *_Nullable const *_Nonnull arguments,
                           const char *_Nonnull input, const char *_Nonnull output);

/// Starts a program whose standard input and output are pipes; its number, or -1.
int yardstick_start(const char *_Nullable const *_Nonnull arguments, int *_Nonnull input,
                    int *_Nonnull output);

/// Waits for the end of a program that was started; its status as in `child_result`.
int yardstick_wait(int process);

#endif
