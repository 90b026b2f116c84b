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

/// The files of prompts/, ordered by name.
const struct embedded_file *_Nonnull embedded_prompts(size_t *_Nonnull count);
/// The files of data/, ordered by name.
const struct embedded_file *_Nonnull embedded_data(size_t *_Nonnull count);

#endif
