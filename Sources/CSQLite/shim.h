#ifndef CITAS_SQLITE_H
#define CITAS_SQLITE_H

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

/// `sqlite3_db_config` is variadic.
static inline int citas_enforce_foreign_keys(sqlite3 *_Nonnull db) {
  return sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, (int *)0);
}

/// `sqlite3_db_config` is variadic. The last connection to close leaves the log beside the file as
/// it is, for the next to read.
static inline int citas_leave_log(sqlite3 *_Nonnull db) {
  return sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}

/// `sqlite3_config` is variadic. For a process with one thread, before anything is opened: nothing
/// is locked within it.
static inline int citas_use_one_thread(void) {
  return sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
}

/// `sqlite3_config` is variadic. Before anything is opened: the use of memory is not counted, so that
/// threads do not wait for each other to count.
static inline int citas_count_no_memory(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/// `sqlite3_config` is variadic. Before anything is opened: no cache asks for pages before it needs
/// them. Each table that a statement makes for itself has a cache, and most hold a page or none.
static inline int citas_ask_for_no_pages_ahead(void) {
  return sqlite3_config(SQLITE_CONFIG_PAGECACHE, (void *)0, 0, 0);
}

/// `SQLITE_TRANSIENT` is a cast, which Swift does not import. The text is copied.
static inline int citas_bind_text(sqlite3_stmt *_Nonnull statement, int index,
                                  const char *_Nonnull text, uint64_t length) {
  return sqlite3_bind_text64(statement, index, text, length, SQLITE_TRANSIENT, SQLITE_UTF8);
}

// Locks of an open file description: they end with it, whatever ends the process, and closing
// another descriptor of the file does not drop them. glibc shows the names with _GNU_SOURCE only.
#if defined(__linux__) && !defined(F_OFD_SETLK)
#define F_OFD_GETLK 36
#define F_OFD_SETLK 37
#endif

/// `fcntl` is variadic. Locks a byte without waiting; 0, or the `errno`.
static inline int citas_lock_byte(int file, int64_t offset) {
  struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = offset, .l_len = 1};
  return fcntl(file, F_OFD_SETLK, &lock) == 0 ? 0 : errno;
}

/// The same for giving it back.
static inline void citas_unlock_byte(int file, int64_t offset) {
  struct flock lock = {.l_type = F_UNLCK, .l_whence = SEEK_SET, .l_start = offset, .l_len = 1};
  (void)fcntl(file, F_OFD_SETLK, &lock);
}

/// Whether another open file description has the byte locked; true too when it cannot be told.
static inline bool citas_byte_is_locked(int file, int64_t offset) {
  struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = offset, .l_len = 1};
  return fcntl(file, F_OFD_GETLK, &lock) != 0 || lock.l_type != F_UNLCK;
}

/// `open` is variadic. A file of that mode, made when there is none; -1 leaves `errno`.
static inline int citas_open_or_make(const char *_Nonnull path, unsigned mode) {
  return open(path, O_RDWR | O_CREAT | O_CLOEXEC, mode);
}

#endif
