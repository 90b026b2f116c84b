#ifndef CITAS_EMBEDDED_H
#define CITAS_EMBEDDED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// A file of prompts/ or data/ as it was when the program was built.
struct embedded_file {
  /// Its name within its folder, without a NUL inside.
  const char *_Nonnull name;
  const unsigned char *_Nonnull bytes;
  size_t size;
};

/// The file of that name among those, which are ordered by name; null when there is none.
static inline const struct embedded_file *_Nullable embedded_named(
    const struct embedded_file *_Nonnull files, size_t count, const char *_Nonnull name) {
  size_t start = 0;
  while (start < count) {
    size_t middle = start + (count - start) / 2;
    int order = strcmp(files[middle].name, name);
    if (order == 0) return &files[middle];
    if (order < 0) start = middle + 1;
    else count = middle;
  }
  return 0;
}

/// The file whose name is that stem and `.txt` among those, which are ordered by name; null when there
/// is none.
static inline const struct embedded_file *_Nullable embedded_text_file(
    const struct embedded_file *_Nonnull files, size_t count, const unsigned char *_Nonnull stem,
    size_t size) {
  size_t start = 0;
  while (start < count) {
    size_t middle = start + (count - start) / 2;
    const char *name = files[middle].name;
    int order = strncmp(name, (const char *)stem, size);
    if (order == 0) order = strcmp(name + size, ".txt");
    if (order == 0) return &files[middle];
    if (order < 0) start = middle + 1;
    else count = middle;
  }
  return 0;
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

/// Where the section begins, right after its bracket, that is under `key` with the first of two ends
/// behind it, else with the second, else without, and its length; null when there is none. An end of no
/// bytes stands for none. All are looked for at once.
static inline const unsigned char *_Nullable embedded_section(
    const unsigned char *_Nonnull file, size_t size, const unsigned char *_Nullable key,
    size_t key_size, const unsigned char *_Nullable first, size_t first_size,
    const unsigned char *_Nullable second, size_t second_size, size_t *_Nonnull length) {
  enum { missing, plain, with_second, with_first };
  const int best = first_size > 0 ? with_first : second_size > 0 ? with_second : plain;
  const unsigned char *end = file + size;
  const unsigned char *open = embedded_next_key(file, end);
  const unsigned char *found = 0;
  int rank = missing;
  while (open && rank < best) {
    const unsigned char *next = 0;
    if ((size_t)(end - open) > key_size && embedded_is_same(open + 1, key_size, key, key_size)) {
      const unsigned char *rest = open + 1 + key_size;
      const unsigned char *close = memchr(rest, ']', (size_t)(end - rest));
      if (!close) break;
      next = embedded_next_key(close, end);
      size_t rest_size = (size_t)(close - rest);
      int its_rank = rest_size == 0                                           ? plain
                     : embedded_is_same(rest, rest_size, first, first_size)   ? with_first
                     : embedded_is_same(rest, rest_size, second, second_size) ? with_second
                                                                              : missing;
      if (its_rank > rank) {
        rank = its_rank;
        found = close + 1;
        *length = (size_t)((next ? next : end) - close - 1);
      }
    } else {
      next = embedded_next_key(open + 1, end);
    }
    open = next;
  }
  return found;
}

/// Copies the lines of a section that are no comments to `out`, each with a line feed behind it and
/// without its carriage return, but for empty ones at either end; how many bytes they are. There they
/// take one byte more than here at most.
static inline size_t embedded_text(const unsigned char *_Nonnull section, size_t size,
                                   unsigned char *_Nonnull out) {
  const unsigned char *end = section + size;
  const unsigned char *line = section;
  unsigned char *to = out;
  while (line) {
    const unsigned char *feed = memchr(line, '\n', (size_t)(end - line));
    const unsigned char *line_end = feed ? feed : end;
    size_t length = (size_t)(line_end - line);
    if (length > 0 && line[length - 1] == '\r') length--;
    if (length > 0 ? *line != '#' : to > out) {
      memcpy(to, line, length);
      to += length;
      *to++ = '\n';
    }
    line = feed ? feed + 1 : 0;
  }
  while (to > out && to[-1] == '\n') to--;
  return (size_t)(to - out);
}

/// Sixteen bytes that are looked at at once.
typedef unsigned char embedded_sixteen __attribute__((vector_size(16)));

/// Whether a byte of UTF-8 may stand between the quotation marks of JSON as it is; that of a no-break
/// space, which becomes a blank, is told by its second byte.
static inline bool embedded_is_plain_in_json(unsigned char byte) {
  return byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0xA0;
}

/// Whether all of sixteen bytes may.
static inline bool embedded_are_plain_in_json(const unsigned char *_Nonnull bytes) {
  embedded_sixteen text;
  memcpy(&text, bytes, sizeof text);
  embedded_sixteen others = (embedded_sixteen)((text < 0x20) | (text == '"') | (text == '\\') |
                                               (text == 0xA0));
  uint64_t halves[2];
  memcpy(halves, &others, sizeof others);
  return (halves[0] | halves[1]) == 0;
}

/// How many bytes from the first may stand in JSON as they are.
static inline size_t embedded_plain_in_json(const unsigned char *_Nonnull bytes, size_t size) {
  size_t place = 0;
  while (size - place >= sizeof(embedded_sixteen) && embedded_are_plain_in_json(bytes + place))
    place += sizeof(embedded_sixteen);
  // The last ones, with some that were looked at.
  if (place > 0 && place < size && size - place < sizeof(embedded_sixteen) &&
      embedded_are_plain_in_json(bytes + size - sizeof(embedded_sixteen)))
    return size;
  while (place < size && embedded_is_plain_in_json(bytes[place])) place++;
  return place;
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

/// What a byte of a text becomes when words are folded: a letter or a digit of ASCII in lower case, 1
/// for a blank, 2 for a dash, 3 for the first byte of the letters from U+00C0 to U+00FF, else 0.
extern const unsigned char embedded_folded[256];
/// Those letters, by the lowest six bits of their second byte; 0 for signs and for those that do not
/// become one letter of ASCII.
extern const unsigned char embedded_folded_latin1[64];

static inline unsigned char embedded_folded_latin1_letter(unsigned char second) {
  return embedded_folded_latin1[second & 0x3F];
}

/// A line of a vocabulary that was folded.
struct embedded_folded_line {
  /// Where it begins in what is written to.
  size_t start;
  size_t words;
  /// Bytes of its first word.
  size_t first_length;
};

/// Where its words end in `out`, which begins `folded`, a blank after each, or where `keeps_dashes`
/// the dash that the line has there; null when there is more in the line than letters of Latin-1,
/// digits, blanks and dashes. It takes at most one byte more than the line.
static inline unsigned char *_Nullable embedded_fold_line(
    const unsigned char *_Nonnull line, const unsigned char *_Nonnull line_end, bool keeps_dashes,
    unsigned char *_Nonnull out, struct embedded_folded_line *_Nonnull folded) {
  unsigned char *next = out;
  unsigned char *word = out;
  size_t words = 0;
  for (; line < line_end; line++) {
    unsigned char letter = embedded_folded[*line];
    if (letter > 3) {
      *next++ = letter;
    } else if (letter == 1 || letter == 2) {
      if (next == word) continue;
      if (words++ == 0) folded->first_length = (size_t)(next - out);
      *next++ = keeps_dashes ? *line : ' ';
      word = next;
    } else {
      if (letter == 0 || ++line == line_end) return 0;
      letter = embedded_folded_latin1[*line & 0x3F];
      if (!letter) return 0;
      *next++ = letter;
    }
  }
  if (next > word) {
    if (words++ == 0) folded->first_length = (size_t)(next - out);
    *next++ = ' ';
  }
  folded->words = words;
  return next;
}

/// What was done of a section of a vocabulary.
struct embedded_folding {
  /// Where the next line begins in the section.
  size_t next;
  /// Where what was written ends.
  size_t end;
  /// Lines that have words.
  size_t count;
  /// Where the next line ends, when it is one that cannot be folded so; else 0.
  size_t odd_end;
};

/// Folds the lines of a section that are no comments, from `done->next` on, as far as `room` lines
/// and the first one that cannot be folded so.
static inline void embedded_fold_lines(const unsigned char *_Nonnull section, size_t size,
                                       bool keeps_dashes, unsigned char *_Nonnull out,
                                       struct embedded_folded_line *_Nonnull lines, size_t room,
                                       struct embedded_folding *_Nonnull done) {
  done->count = 0;
  done->odd_end = 0;
  while (done->next < size && done->count < room) {
    const unsigned char *line = section + done->next;
    const unsigned char *end = memchr(line, '\n', size - done->next);
    if (!end) end = section + size;
    size_t next = (size_t)(end - section) + 1;
    if (end > line && end[-1] == '\r') end--;
    if (end > line && *line != '#') {
      struct embedded_folded_line *folded = &lines[done->count];
      unsigned char *written =
          embedded_fold_line(line, end, keeps_dashes, out + done->end, folded);
      if (!written) {
        done->odd_end = (size_t)(end - section);
        return;
      }
      if (folded->words > 0) {
        folded->start = done->end;
        done->end = (size_t)(written - out);
        done->count++;
      }
    }
    done->next = next;
  }
}

static inline uint64_t embedded_mixed(uint64_t print, uint64_t word) {
  print = (print ^ word) * 0x9E3779B97F4A7C15;
  return print ^ print >> 32;
}

/// A fingerprint of those bytes that goes on from `seed`: each word of them multiplied into it. Of a
/// long text four at once, each into its own: one would wait for the product of the one before it.
static inline uint64_t embedded_fingerprint(const unsigned char *_Nonnull bytes, size_t size,
                                            uint64_t seed) {
  enum { lanes = 4 };
  uint64_t words[lanes];
  uint64_t print = embedded_mixed(seed, size);
  size_t place = 0;
  if (size >= 4 * sizeof words) {
    uint64_t prints[lanes] = {print, print + 1, print + 2, print + 3};
    for (; size - place >= sizeof words; place += sizeof words) {
      memcpy(words, bytes + place, sizeof words);
      for (int lane = 0; lane < lanes; lane++)
        prints[lane] = embedded_mixed(prints[lane], words[lane]);
    }
    for (int lane = 0; lane < lanes; lane++) print = embedded_mixed(print, prints[lane]);
  }
  uint64_t word;
  for (; size - place >= sizeof word; place += sizeof word) {
    memcpy(&word, bytes + place, sizeof word);
    print = embedded_mixed(print, word);
  }
  word = 0;
  memcpy(&word, bytes + place, size - place);
  return embedded_mixed(print, word);
}

/// The files of prompts/, ordered by name.
const struct embedded_file *_Nonnull embedded_prompts(size_t *_Nonnull count);
/// The files of data/, ordered by name.
const struct embedded_file *_Nonnull embedded_data(size_t *_Nonnull count);

/// The fingerprint of that file of prompts/, taken when it is first asked for.
uint64_t embedded_prompt_fingerprint(size_t place);

#endif
