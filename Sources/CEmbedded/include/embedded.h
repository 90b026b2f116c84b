#ifndef CITAS_EMBEDDED_H
#define CITAS_EMBEDDED_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/// A file of prompts/ or data/ as it was when the program was built.
struct embedded_file {
  /// Its name within its folder, without a NUL inside.
  const char *_Nonnull name;
  const unsigned char *_Nonnull bytes;
  size_t size;
};

/// Whether the file has that name.
static inline bool embedded_is_named(struct embedded_file file, const char *_Nonnull name) {
  return strcmp(file.name, name) == 0;
}

/// The next `[` that begins a line, from `start`, where a line begins or goes on after the first
/// byte; null when there is none before `end`. By the bracket: there are few of them, and many lines.
static inline const unsigned char *_Nullable embedded_next_key(
    const unsigned char *_Nonnull start, const unsigned char *_Nonnull end) {
  const unsigned char *next = start;
  while (next < end && (next = memchr(next, '[', (size_t)(end - next)))) {
    if (next == start || next[-1] == '\n') return next;
    next++;
  }
  return 0;
}

/// Whether two pieces of text are the same.
static inline bool embedded_is_same(const unsigned char *_Nullable a, size_t a_size,
                                    const unsigned char *_Nullable b, size_t b_size) {
  return a_size == b_size && (a_size == 0 || memcmp(a, b, a_size) == 0);
}

/// The row of a table that has `key` in its first column, but for the line of headings; null when
/// there is none.
static inline const unsigned char *_Nullable embedded_row(
    const unsigned char *_Nonnull table, size_t size, const unsigned char *_Nullable key,
    size_t length) {
  const unsigned char *end = table + size;
  const unsigned char *row = memchr(table, '\n', size);
  if (!key) return 0;
  while (row && ++row < end) {
    if ((size_t)(end - row) > length && row[length] == '\t' && memcmp(row, key, length) == 0)
      return row;
    row = memchr(row, '\n', (size_t)(end - row));
  }
  return 0;
}

/// The files of prompts/, ordered by name.
const struct embedded_file *_Nonnull embedded_prompts(size_t *_Nonnull count);
/// The files of data/, ordered by name.
const struct embedded_file *_Nonnull embedded_data(size_t *_Nonnull count);

#endif
