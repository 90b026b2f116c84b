// For MAP_POPULATE.
#define _DEFAULT_SOURCE

#include "memory.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

// Memory for SQLite in a process with one thread. It asks for tens of thousands of small pieces while
// it reads a schema and prepares statements, and gives most of them back at once; what it keeps for
// them, lookaside, some systems leave out. A piece is handed out again at its size, or stays in the
// pool until the process ends.
enum { pool_step = 16, pool_piece_max = 8192, pool_chunk = 1 << 16 };

// What a booking takes. The system puts it in place at once: to be asked for each of its pages when it
// is first written takes three times as long.
enum { pool_first_chunk = 1 << 19 };

/// Stands before each piece, which is aligned as that of `malloc`.
typedef struct pool_header {
  /// Of the piece; a multiple of `pool_step`.
  _Alignas(pool_step) size_t size;
  /// While the piece is free: the next free one of its size.
  struct pool_header *next;
} pool_header;

static pool_header *pool_free_pieces[pool_piece_max / pool_step + 1];
static char *pool_rest;
static size_t pool_left;

static int pool_round(int size) {
  return (size + pool_step - 1) & ~(pool_step - 1);
}

/// Leaves `pool_left` at 0 where the system does not do that.
static void pool_begin(void) {
#ifdef MAP_POPULATE
  char *chunk = mmap(NULL, pool_first_chunk, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
  if (chunk == MAP_FAILED) return;
  pool_rest = chunk;
  pool_left = pool_first_chunk;
#endif
}

static void *pool_allocate(int asked) {
  size_t size = (size_t)pool_round(asked);
  size_t whole = sizeof(pool_header) + size;
  pool_header *piece;
  if (size > pool_piece_max) {
    piece = malloc(whole);
    if (!piece) return NULL;
  } else {
    pool_header **free_pieces = &pool_free_pieces[size / pool_step];
    piece = *free_pieces;
    if (piece) {
      *free_pieces = piece->next;
      return piece + 1;
    }
    if (pool_left < whole && !pool_rest) pool_begin();
    if (pool_left < whole) {
      char *chunk = malloc(pool_chunk);
      if (!chunk) return NULL;
      pool_rest = chunk;
      pool_left = pool_chunk;
    }
    piece = (pool_header *)pool_rest;
    pool_rest += whole;
    pool_left -= whole;
  }
  piece->size = size;
  return piece + 1;
}

static void pool_free(void *memory) {
  if (!memory) return;
  pool_header *piece = (pool_header *)memory - 1;
  if (piece->size > pool_piece_max) {
    free(piece);
    return;
  }
  pool_header **free_pieces = &pool_free_pieces[piece->size / pool_step];
  piece->next = *free_pieces;
  *free_pieces = piece;
}

static int pool_size(void *memory) {
  return memory ? (int)((pool_header *)memory - 1)->size : 0;
}

static void *pool_reallocate(void *memory, int asked) {
  int size = pool_size(memory);
  if (pool_round(asked) == size) return memory;
  if (size > pool_piece_max && asked > pool_piece_max) {
    size_t rounded = (size_t)pool_round(asked);
    pool_header *piece = realloc((pool_header *)memory - 1, sizeof(pool_header) + rounded);
    if (!piece) return NULL;
    piece->size = rounded;
    return piece + 1;
  }
  void *new_memory = pool_allocate(asked);
  if (!new_memory) return NULL;
  if (memory) memcpy(new_memory, memory, (size_t)(asked < size ? asked : size));
  pool_free(memory);
  return new_memory;
}

static int pool_initialize(void *unused) {
  (void)unused;
  return SQLITE_OK;
}

static void pool_end(void *unused) { (void)unused; }

const sqlite3_mem_methods *sqlite_memory_pool(void) {
  static const sqlite3_mem_methods pool = {
      .xMalloc = pool_allocate,
      .xFree = pool_free,
      .xRealloc = pool_reallocate,
      .xSize = pool_size,
      .xRoundup = pool_round,
      .xInit = pool_initialize,
      .xShutdown = pool_end,
  };
  return &pool;
}

int sqlite_memory_use_pool(void) {
  return sqlite3_config(SQLITE_CONFIG_MALLOC, sqlite_memory_pool());
}
