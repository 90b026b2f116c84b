#ifndef CITAS_SQLITE_H
#define CITAS_SQLITE_H

#include <sqlite3.h>

#endif
