// For kill.
#define _DEFAULT_SOURCE
#define _DARWIN_C_SOURCE

#include "faults.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *faults_name(void) { return "citas-faults"; }

enum { sector = 512 };

// MARK: What is kept apart

/// A write or a truncation since the last sync of its file.
typedef struct change {
  struct change *next;
  int64_t offset;
  /// -1 of a truncation, to `offset`.
  int64_t length;
  unsigned char bytes[];
} change;

/// A file as the disk has it for certain, and what was asked of it since, in that order.
typedef struct record {
  struct record *next;
  char *path;
  /// Whether its name is on the disk.
  bool is_named;
  bool is_deleted;
  unsigned char *synced;
  int64_t size;
  change *first, *last;
} record;

static record *records;

static struct {
  faults_plan plan;
  int64_t counts[faults_class_count];
  int64_t planned;
  bool struck;
  bool powerless;
  uint64_t random;
} now;

static sqlite3_vfs *below;

/// SplitMix64. Source: https://prng.di.unimi.it/splitmix64.c
static uint64_t next_random(void) {
  uint64_t mixed = now.random += 0x9E3779B97F4A7C15;
  mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9;
  mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB;
  return mixed ^ mixed >> 31;
}

static uint64_t below_bound(uint64_t bound) { return next_random() % bound; }

/// Memory for the bookkeeping; without it there is nothing to go on with.
static void *room(size_t size) {
  void *memory = malloc(size ? size : 1);
  if (!memory) abort();
  return memory;
}

static void forget_changes(record *file) {
  for (change *each = file->first; each;) {
    change *next = each->next;
    free(each);
    each = next;
  }
  file->first = file->last = NULL;
}

static void forget_all(void) {
  for (record *file = records; file;) {
    record *next = file->next;
    forget_changes(file);
    free(file->synced);
    free(file->path);
    free(file);
    file = next;
  }
  records = NULL;
}

/// Takes what stands in the file for what the disk has. `fopen` would do harm: closing any descriptor
/// of a file drops the process's locks on it. https://sqlite.org/howtocorrupt.html, 2.2. So the file
/// is read through SQLite's own.
static void take_as_synced(record *file, sqlite3_file *inner) {
  sqlite3_int64 size = 0;
  if (inner->pMethods->xFileSize(inner, &size) != SQLITE_OK) size = 0;
  free(file->synced);
  file->synced = room((size_t)size);
  file->size = size;
  enum { piece = 1 << 20 };
  for (int64_t done = 0; done < size; done += piece) {
    int count = size - done < piece ? (int)(size - done) : piece;
    inner->pMethods->xRead(inner, file->synced + done, count, done);
  }
  forget_changes(file);
}

static bool keeps_apart(void) {
  return now.plan.kind == faults_power && !now.powerless;
}

static record *record_of(const char *path) {
  for (record *file = records; file; file = file->next)
    if (!strcmp(file->path, path)) return file;
  return NULL;
}

static record *begin_record(const char *path, bool existed, sqlite3_file *inner) {
  record *file = record_of(path);
  // The same name, another file: that the old one could come back is not modelled.
  if (file && !file->is_deleted) return file;
  if (!file) {
    file = room(sizeof *file);
    *file = (record){.next = records, .path = strdup(path)};
    records = file;
  }
  file->is_deleted = false;
  file->is_named = existed;
  take_as_synced(file, inner);
  return file;
}

/// The disk knows from now on which files there are.
static void settle_names(void) {
  for (record *file = records; file; file = file->next) file->is_named = !file->is_deleted;
}

static void keep_change(record *file, int64_t offset, int64_t length, const void *bytes) {
  size_t count = length > 0 ? (size_t)length : 0;
  change *new = room(sizeof *new + count);
  *new = (change){.offset = offset, .length = length};
  if (count) memcpy(new->bytes, bytes, count);
  if (file->last) file->last->next = new;
  else file->first = new;
  file->last = new;
}

// MARK: Power loss

/// A file as it comes out of a power loss.
typedef struct {
  unsigned char *bytes;
  int64_t size;
} image;

static void resize(image *image, int64_t size) {
  unsigned char *bytes = room((size_t)size);
  int64_t kept = size < image->size ? size : image->size;
  memcpy(bytes, image->bytes, (size_t)kept);
  memset(bytes + kept, 0, (size_t)(size - kept));
  free(image->bytes);
  image->bytes = bytes;
  image->size = size;
}

/// What becomes of a piece of a write that lies within one sector.
static void land(image *image, int64_t offset, const unsigned char *bytes, int64_t count) {
  int64_t landed = count;
  bool is_garbage = false;
  switch (below_bound(8)) {
    case 0: case 1: case 2: break;
    case 3: case 4: case 5: return;
    case 6: landed = (int64_t)below_bound((uint64_t)count); break;
    default: is_garbage = true;
  }
  if (!landed) return;
  if (offset + landed > image->size) resize(image, offset + landed);
  memcpy(image->bytes + offset, bytes, (size_t)landed);
  for (int64_t each = 0; is_garbage && each < landed; each++)
    image->bytes[offset + each] = (unsigned char)next_random();
}

static void write_image(const char *path, const image *image) {
  FILE *file = fopen(path, "w");
  if (!file) return;
  fwrite(image->bytes, 1, (size_t)image->size, file);
  fclose(file);
}

/// Leaves on the disk what a power loss leaves. Closing drops the locks; the process is to be taken
/// for dead.
static void lose_power(void) {
  for (record *file = records; file; file = file->next) {
    bool is_there = access(file->path, F_OK) == 0;
    if (file->is_deleted) {
      // Another of that name, or the folder was synced, or it is gone as was asked.
      if (is_there || !file->is_named || below_bound(2)) continue;
    } else if (!is_there) {
      // It has another name now.
      continue;
    } else if (!file->is_named && below_bound(2)) {
      unlink(file->path);
      continue;
    }
    image left = {room((size_t)file->size), file->size};
    memcpy(left.bytes, file->synced, (size_t)file->size);
    for (change *each = file->first; each; each = each->next) {
      if (each->length < 0) {
        if (each->offset < left.size && below_bound(2)) resize(&left, each->offset);
        continue;
      }
      for (int64_t done = 0; done < each->length;) {
        int64_t count = sector - (each->offset + done) % sector;
        if (count > each->length - done) count = each->length - done;
        land(&left, each->offset + done, each->bytes + done, count);
        done += count;
      }
    }
    write_image(file->path, &left);
    free(left.bytes);
  }
  now.powerless = true;
}

// MARK: Whether a call fails

/// Whether this call, which is counted here, is to fail.
static bool fails(faults_class class) {
  now.counts[class]++;
  if (now.powerless) return true;
  if (!(now.plan.classes & 1u << class)) return false;
  now.planned++;
  if (!now.plan.at || now.planned < now.plan.at || (now.planned > now.plan.at && !now.plan.stays))
    return false;
  now.struck = true;
  if (now.plan.kind == faults_power) lose_power();
  // A write is done by half first.
  if (now.plan.kind == faults_kill && class != faults_write) kill(getpid(), SIGKILL);
  return true;
}

/// What a call that fails answers; `code` when the device is to blame.
static int answer(int code) { return now.plan.kind == faults_busy ? SQLITE_BUSY : code; }

static bool is_of_room(void) {
  return now.plan.kind == faults_full || now.plan.kind == faults_full_halfway;
}

// MARK: Files

typedef struct {
  sqlite3_file base;
  /// Null when it is not kept apart.
  record *record;
  // The file of the file system below follows.
} file;

static sqlite3_file *inner(sqlite3_file *outer) { return (sqlite3_file *)((file *)outer + 1); }

static record *record_for(sqlite3_file *outer) {
  return keeps_apart() ? ((file *)outer)->record : NULL;
}

#define HAND_ON(name, ...) inner(this)->pMethods->name(inner(this) __VA_OPT__(, ) __VA_ARGS__)

static int close_file(sqlite3_file *this) { return HAND_ON(xClose); }

static int read_file(sqlite3_file *this, void *bytes, int count, sqlite3_int64 offset) {
  if (fails(faults_read)) return answer(SQLITE_IOERR_READ);
  return HAND_ON(xRead, bytes, count, offset);
}

static int write_file(sqlite3_file *this, const void *bytes, int count, sqlite3_int64 offset) {
  if (fails(faults_write)) {
    bool is_halfway = now.plan.kind == faults_device_halfway ||
                      now.plan.kind == faults_full_halfway || now.plan.kind == faults_kill;
    if (is_halfway) HAND_ON(xWrite, bytes, count / 2, offset);
    if (now.plan.kind == faults_kill) kill(getpid(), SIGKILL);
    return is_of_room() ? SQLITE_FULL : answer(SQLITE_IOERR_WRITE);
  }
  int code = HAND_ON(xWrite, bytes, count, offset);
  if (code == SQLITE_OK && record_for(this)) keep_change(record_for(this), offset, count, bytes);
  return code;
}

static int truncate_file(sqlite3_file *this, sqlite3_int64 size) {
  if (fails(faults_truncate)) return answer(SQLITE_IOERR_TRUNCATE);
  int code = HAND_ON(xTruncate, size);
  if (code == SQLITE_OK && record_for(this)) keep_change(record_for(this), size, -1, NULL);
  return code;
}

static int sync_file(sqlite3_file *this, int flags) {
  if (fails(faults_sync)) return answer(SQLITE_IOERR_FSYNC);
  // A real sync costs time, and what it is good for is kept apart here.
  if (now.plan.kind == faults_power) {
    record *record = record_for(this);
    if (record && !now.plan.lies) {
      settle_names();
      take_as_synced(record, inner(this));
    }
    return SQLITE_OK;
  }
  return HAND_ON(xSync, flags);
}

static int file_size(sqlite3_file *this, sqlite3_int64 *size) {
  if (now.powerless) return SQLITE_IOERR_FSTAT;
  return HAND_ON(xFileSize, size);
}

static int lock_file(sqlite3_file *this, int level) {
  if (fails(faults_lock)) return answer(SQLITE_IOERR_LOCK);
  return HAND_ON(xLock, level);
}

static int unlock_file(sqlite3_file *this, int level) { return HAND_ON(xUnlock, level); }

static int is_reserved(sqlite3_file *this, int *result) {
  return HAND_ON(xCheckReservedLock, result);
}

static int control(sqlite3_file *this, int operation, void *argument) {
  // A hint that would grow the file unseen.
  if (now.plan.kind == faults_power && operation == SQLITE_FCNTL_SIZE_HINT) return SQLITE_OK;
  return HAND_ON(xFileControl, operation, argument);
}

static int sector_size(sqlite3_file *this) { return HAND_ON(xSectorSize); }

static int characteristics(sqlite3_file *this) { return HAND_ON(xDeviceCharacteristics); }

static int map_shared(sqlite3_file *this, int page, int size, int extends,
                      void volatile **address) {
  if (fails(faults_map)) {
    *address = NULL;
    return is_of_room() ? SQLITE_IOERR_SHMSIZE : answer(SQLITE_IOERR_SHMMAP);
  }
  return HAND_ON(xShmMap, page, size, extends, address);
}

static int lock_shared(sqlite3_file *this, int offset, int count, int flags) {
  if (flags & SQLITE_SHM_LOCK && fails(faults_lock)) return answer(SQLITE_IOERR_SHMLOCK);
  return HAND_ON(xShmLock, offset, count, flags);
}

static void barrier(sqlite3_file *this) { HAND_ON(xShmBarrier); }

static int unmap_shared(sqlite3_file *this, int deletes) { return HAND_ON(xShmUnmap, deletes); }

/// The pages of the database are read and written by calls, which can fail, not mapped.
static int fetch(sqlite3_file *this, sqlite3_int64 offset, int count, void **address) {
  (void)this, (void)offset, (void)count;
  *address = NULL;
  return SQLITE_OK;
}

static int unfetch(sqlite3_file *this, sqlite3_int64 offset, void *address) {
  (void)this, (void)offset, (void)address;
  return SQLITE_OK;
}

static const sqlite3_io_methods methods = {
    .iVersion = 3,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = file_size,
    .xLock = lock_file,
    .xUnlock = unlock_file,
    .xCheckReservedLock = is_reserved,
    .xFileControl = control,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = characteristics,
    .xShmMap = map_shared,
    .xShmLock = lock_shared,
    .xShmBarrier = barrier,
    .xShmUnmap = unmap_shared,
    .xFetch = fetch,
    .xUnfetch = unfetch,
};

// MARK: The file system

static int open_file(sqlite3_vfs *this, const char *name, sqlite3_file *new, int flags,
                     int *granted) {
  (void)this;
  new->pMethods = NULL;
  if (fails(faults_open)) return answer(SQLITE_CANTOPEN);
  bool existed = name && access(name, F_OK) == 0;
  int code = below->xOpen(below, name, inner(new), flags, granted);
  // What is opened must be closed even when it could not be opened, if it has methods.
  if (!inner(new)->pMethods) return code;
  new->pMethods = &methods;
  ((file *)new)->record = NULL;
  if (code == SQLITE_OK && name && keeps_apart() && !(flags & SQLITE_OPEN_DELETEONCLOSE))
    ((file *)new)->record = begin_record(name, existed, inner(new));
  return code;
}

static int delete_file(sqlite3_vfs *this, const char *name, int syncs_folder) {
  (void)this;
  if (fails(faults_delete)) return answer(SQLITE_IOERR_DELETE);
  int code = below->xDelete(below, name, syncs_folder && now.plan.kind != faults_power);
  record *file = keeps_apart() ? record_of(name) : NULL;
  if (code == SQLITE_OK && file) {
    file->is_deleted = true;
    if (syncs_folder && !now.plan.lies) file->is_named = false;
  }
  return code;
}

static int is_accessible(sqlite3_vfs *this, const char *name, int flags, int *result) {
  (void)this;
  if (now.powerless) return SQLITE_IOERR_ACCESS;
  return below->xAccess(below, name, flags, result);
}

static int full_path(sqlite3_vfs *this, const char *name, int size, char *path) {
  (void)this;
  return below->xFullPathname(below, name, size, path);
}

static int randomness(sqlite3_vfs *this, int size, char *bytes) {
  (void)this;
  return below->xRandomness(below, size, bytes);
}

static int sleep_or_not(sqlite3_vfs *this, int microseconds) {
  (void)this;
  return now.plan.kind == faults_none ? below->xSleep(below, microseconds) : microseconds;
}

static int current_time(sqlite3_vfs *this, double *time) {
  (void)this;
  return below->xCurrentTime(below, time);
}

static int last_error(sqlite3_vfs *this, int size, char *message) {
  (void)this;
  return below->xGetLastError(below, size, message);
}

static int current_time_64(sqlite3_vfs *this, sqlite3_int64 *time) {
  (void)this;
  return below->xCurrentTimeInt64(below, time);
}

bool faults_register(bool as_default) {
  static sqlite3_vfs above;
  if (!below) {
    below = sqlite3_vfs_find(NULL);
    if (!below || below->iVersion < 2) return false;
    above = (sqlite3_vfs){
        .iVersion = 2,
        .szOsFile = (int)sizeof(file) + below->szOsFile,
        .mxPathname = below->mxPathname,
        .zName = faults_name(),
        .xOpen = open_file,
        .xDelete = delete_file,
        .xAccess = is_accessible,
        .xFullPathname = full_path,
        .xRandomness = randomness,
        .xSleep = sleep_or_not,
        .xCurrentTime = current_time,
        .xGetLastError = last_error,
        .xCurrentTimeInt64 = current_time_64,
    };
  }
  return sqlite3_vfs_register(&above, as_default) == SQLITE_OK;
}

void faults_set(faults_plan plan) {
  forget_all();
  memset(&now, 0, sizeof now);
  now.plan = plan;
  now.random = plan.seed;
}

int64_t faults_count(uint32_t classes) {
  int64_t sum = 0;
  for (int class = 0; class < faults_class_count; class++)
    if (classes & 1u << class) sum += now.counts[class];
  return sum;
}

bool faults_struck(void) { return now.struck; }
