#ifndef SQLITE_MEMORY_H
#define SQLITE_MEMORY_H

#include <sqlite3.h>

/// What SQLite asks for its memory, as a pool for one thread.
const sqlite3_mem_methods *_Nonnull sqlite_memory_pool(void);

/// Has SQLite take its memory from a pool: in a process with one thread, before anything is opened. A
/// result code of SQLite.
int sqlite_memory_use_pool(void);

#endif
