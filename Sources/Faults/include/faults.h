#ifndef CITAS_FAULTS_H
#define CITAS_FAULTS_H

#include <stdbool.h>
#include <stdint.h>

// A file system for SQLite that fails when it is told to. It stands in front of the one that SQLite
// has by default and hands everything on to it. Source: https://sqlite.org/vfs.html.
//
// What it models:
// - A call that fails, once or from then on: with an error of the device, with a full disk, or as
//   refused by another process. A full disk can have taken half of what was to be written.
// - A process that is killed before a call, or in the middle of a write.
// - A power loss before a call. What was synced is there. Of each write since the last sync of its
//   file, sector by sector of 512 bytes: all, a part, nothing, or bytes that nobody wrote, whatever
//   came of earlier and later writes. The same of truncations. A file that was made or deleted since
//   the last sync of any file can be gone, or back; file systems with a journal keep the order of
//   these. From then on every call fails. Sources: https://sqlite.org/testing.html, 3.3, and SQLite's
//   test6.c, for what is to be expected of a disk; https://sqlite.org/psow.html for why bytes beside
//   a write stay.
// - A disk that lies: it says that it synced, and has not.
//
// What it does not model:
// - What does not go through SQLite: the lock file beside the store, folders, renaming.
// - A power loss under several processes: only the writes of this one are kept apart.
// - A sync that failed and made the system forget what was to be written.
// - Blocks that the disk loses or alters long after they were synced.
// - Memory that runs out.
//
// Where something is to fail, waiting takes no time: who waits for others to unlock a file does so as
// often as ever, but does not sleep. One thread only.

/// What can fail, in the classes that are counted.
typedef enum {
  faults_open,
  faults_read,
  faults_write,
  faults_sync,
  faults_truncate,
  faults_delete,
  /// Mapping a piece of the file that the processes share.
  faults_map,
  /// A lock of the database or of the shared file; unlocking does not fail.
  faults_lock,
  faults_class_count,
} faults_class;

typedef enum {
  faults_none,
  /// The call fails as an error of the device: `SQLITE_IOERR_…`, for a file `SQLITE_CANTOPEN`.
  faults_device,
  /// Half is written, then it fails so.
  faults_device_halfway,
  /// There is no room: `SQLITE_FULL`, for the shared file `SQLITE_IOERR_SHMSIZE`.
  faults_full,
  /// Half is written, then there is no room.
  faults_full_halfway,
  /// Another process has it locked: `SQLITE_BUSY`.
  faults_busy,
  /// The process ends with SIGKILL, a write done by half.
  faults_kill,
  /// The power fails before the call.
  faults_power,
} faults_kind;

typedef struct {
  faults_kind kind;
  /// The classes whose calls are numbered: a bit for each.
  uint32_t classes;
  /// The call that fails, from 1; 0 for none.
  int64_t at;
  /// Whether those after it fail too.
  bool stays;
  /// Whether syncs do nothing but succeed.
  bool lies;
  /// For what becomes of each sector.
  uint64_t seed;
} faults_plan;

/// The name of the file system, for `sqlite3_open_v2` and `vfs=` in a URI.
const char *_Nonnull faults_name(void);

/// Makes it known to SQLite, as the one that is used when none is named if that is wanted; false when
/// SQLite refuses. After `sqlite3_config`.
bool faults_register(bool as_default);

/// Begins to count anew, with that plan. No file may be open.
void faults_set(faults_plan plan);

/// Calls of the classes since then.
int64_t faults_count(uint32_t classes);

/// Whether the plan's call came.
bool faults_struck(void);

#endif
