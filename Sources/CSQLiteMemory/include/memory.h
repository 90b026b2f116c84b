#ifndef SQLITE_MEMORY_H
#define SQLITE_MEMORY_H

/// Has SQLite take its memory from a pool: in a process with one thread, before anything is opened. A
/// result code of SQLite.
int sqlite_memory_use_pool(void);

#endif
