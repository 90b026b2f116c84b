#include "yardstick.h"

#include <ctype.h>
#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// MARK: What is recorded

typedef struct {
  int type;  // SQLITE_NULL, SQLITE_INTEGER or SQLITE_TEXT.
  int64_t integer;
  char *text;
  int64_t length;
} parameter;

enum { parameters_max = 32, numbers_max = 4096 };

typedef struct {
  int statement;
  int count;
  parameter parameters[parameters_max];
  // What the first column of the first row was, when it is a number to follow; else 0.
  int64_t numbered;
} operation;

typedef struct {
  char **texts;
  int text_count;
  operation *operations;
  int64_t count, capacity;
} recording;

static recording recorded;

static void *grown(void *old, size_t size) {
  void *new = realloc(old, size);
  if (!new) abort();
  return new;
}

static char *copied(const char *text, size_t length) {
  char *copy = grown(NULL, length + 1);
  memcpy(copy, text, length);
  copy[length] = 0;
  return copy;
}

static int text_index(recording *recording, const char *text) {
  for (int index = 0; index < recording->text_count; index++)
    if (!strcmp(recording->texts[index], text)) return index;
  recording->texts = grown(recording->texts, sizeof(char *) * (recording->text_count + 1));
  recording->texts[recording->text_count] = copied(text, strlen(text));
  return recording->text_count++;
}

static operation *appended(recording *recording) {
  if (recording->count == recording->capacity) {
    recording->capacity = recording->capacity ? recording->capacity * 2 : 256;
    recording->operations =
        grown(recording->operations, sizeof(operation) * recording->capacity);
  }
  operation *new = &recording->operations[recording->count++];
  memset(new, 0, sizeof *new);
  return new;
}

static void forget(recording *recording) {
  for (int64_t index = 0; index < recording->count; index++)
    for (int each = 0; each < recording->operations[index].count; each++)
      free(recording->operations[index].parameters[each].text);
  for (int index = 0; index < recording->text_count; index++) free(recording->texts[index]);
  free(recording->texts);
  free(recording->operations);
  memset(recording, 0, sizeof *recording);
}

// MARK: Recording

/// The literal at `text`, as sqlite3_expanded_sql writes one; what follows it.
static const char *read_literal(const char *text, parameter *parameter) {
  if (*text == '\'') {
    char *value = grown(NULL, strlen(text));
    int64_t length = 0;
    for (text++; *text && !(*text == '\'' && text[1] != '\''); text++) {
      if (*text == '\'') text++;
      value[length++] = *text;
    }
    parameter->type = SQLITE_TEXT;
    parameter->text = value;
    parameter->length = length;
    return *text ? text + 1 : text;
  }
  if (!strncmp(text, "NULL", 4)) {
    parameter->type = SQLITE_NULL;
    return text + 4;
  }
  char *end;
  parameter->type = SQLITE_INTEGER;
  parameter->integer = strtoll(text, &end, 10);
  return end;
}

/// Finds what was bound: `expanded` is `text` with a literal for every parameter.
static void read_parameters(const char *text, const char *expanded, operation *operation) {
  while (*text && *expanded) {
    if (*text == '?') {
      char *end;
      long number = strtol(text + 1, &end, 10);
      if (number < 1 || number > parameters_max) return;
      parameter *parameter = &operation->parameters[number - 1];
      free(parameter->text);
      memset(parameter, 0, sizeof *parameter);
      expanded = read_literal(expanded, parameter);
      if (number > operation->count) operation->count = (int)number;
      text = end;
    } else if (*text == '\'') {
      do {
        text++;
        expanded++;
      } while (*text && *text != '\'');
      if (*text) text++, expanded++;
    } else if (text[0] == '-' && text[1] == '-') {
      while (*text && *text != '\n') text++, expanded++;
    } else {
      text++;
      expanded++;
    }
  }
}

static int trace(unsigned event, void *context, void *subject, void *detail) {
  (void)context;
  sqlite3_stmt *statement = subject;
  const char *text = sqlite3_sql(statement);
  if (!text) return 0;
  if (event == SQLITE_TRACE_ROW) {
    if (!recorded.count) return 0;
    operation *last = &recorded.operations[recorded.count - 1];
    if (last->numbered || sqlite3_column_count(statement) == 0 ||
        sqlite3_column_type(statement, 0) != SQLITE_INTEGER ||
        strcmp(recorded.texts[last->statement], text))
      return 0;
    int64_t number = sqlite3_column_int64(statement, 0);
    if (number >= yardstick_numbered_from) last->numbered = number;
    return 0;
  }
  // What a trigger runs, and what SQLite runs to read the schema, comes by itself.
  if (!strncmp(detail, "--", 2) || strstr(text, "sqlite_master")) return 0;
  operation *new = appended(&recorded);
  new->statement = text_index(&recorded, text);
  char *expanded = sqlite3_expanded_sql(statement);
  if (expanded) read_parameters(text, expanded, new);
  sqlite3_free(expanded);
  return 0;
}

static int watch(sqlite3 *database, char **message, const struct sqlite3_api_routines *api) {
  (void)message;
  (void)api;
  return sqlite3_trace_v2(database, SQLITE_TRACE_STMT | SQLITE_TRACE_ROW, trace, NULL);
}

void yardstick_record(void) { sqlite3_auto_extension((void (*)(void))watch); }

void yardstick_stop(void) { sqlite3_reset_auto_extension(); }

int64_t yardstick_count(void) { return recorded.count; }

void yardstick_forget(void) { forget(&recorded); }

// MARK: The file of a recording

static void write_text(FILE *file, const char *text, int64_t length) {
  fwrite(&length, sizeof length, 1, file);
  fwrite(text, 1, (size_t)length, file);
}

bool yardstick_save(const char *path) {
  FILE *file = fopen(path, "wb");
  if (!file) return false;
  fwrite(&recorded.text_count, sizeof recorded.text_count, 1, file);
  for (int index = 0; index < recorded.text_count; index++)
    write_text(file, recorded.texts[index], (int64_t)strlen(recorded.texts[index]));
  fwrite(&recorded.count, sizeof recorded.count, 1, file);
  for (int64_t index = 0; index < recorded.count; index++) {
    operation *each = &recorded.operations[index];
    fwrite(each, sizeof *each, 1, file);
    for (int number = 0; number < each->count; number++)
      if (each->parameters[number].text)
        write_text(file, each->parameters[number].text, each->parameters[number].length);
  }
  bool written = !ferror(file);
  return !fclose(file) && written;
}

static char *read_text(FILE *file, int64_t *length) {
  if (fread(length, sizeof *length, 1, file) != 1) return NULL;
  char *text = grown(NULL, (size_t)*length + 1);
  if (fread(text, 1, (size_t)*length, file) != (size_t)*length) {
    free(text);
    return NULL;
  }
  text[*length] = 0;
  return text;
}

static bool load(recording *recording, const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) return false;
  int texts = 0;
  bool read = fread(&texts, sizeof texts, 1, file) == 1;
  for (int index = 0; read && index < texts; index++) {
    int64_t length;
    char *text = read_text(file, &length);
    if (!text) read = false;
    else text_index(recording, text);
    free(text);
  }
  int64_t count = 0;
  read = read && fread(&count, sizeof count, 1, file) == 1;
  for (int64_t index = 0; read && index < count; index++) {
    operation *new = appended(recording);
    read = fread(new, sizeof *new, 1, file) == 1;
    for (int number = 0; read && number < new->count; number++)
      if (new->parameters[number].type == SQLITE_TEXT) {
        new->parameters[number].text = read_text(file, &new->parameters[number].length);
        read = new->parameters[number].text != NULL;
      }
  }
  fclose(file);
  return read;
}

// MARK: Replaying

struct yardstick {
  sqlite3 *database;
  recording recording;
  sqlite3_stmt **statements;
  // The numbers that rows had when they were recorded, and have now.
  int64_t before[numbers_max], now[numbers_max];
  int64_t numbers;
};

yardstick *yardstick_open(const char *database, const char *path) {
  yardstick *new = grown(NULL, sizeof *new);
  memset(new, 0, sizeof *new);
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  if (!load(&new->recording, path) ||
      sqlite3_open_v2(database, &new->database, flags, NULL) != SQLITE_OK) {
    yardstick_close(new);
    return NULL;
  }
  sqlite3_busy_timeout(new->database, 60000);
  sqlite3_db_config(new->database, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
  new->statements = grown(NULL, sizeof(sqlite3_stmt *) * (new->recording.text_count + 1));
  memset(new->statements, 0, sizeof(sqlite3_stmt *) * (new->recording.text_count + 1));
  return new;
}

void yardstick_close(yardstick *yardstick) {
  for (int index = 0; yardstick->statements && index < yardstick->recording.text_count; index++)
    sqlite3_finalize(yardstick->statements[index]);
  sqlite3_close(yardstick->database);
  free(yardstick->statements);
  forget(&yardstick->recording);
  free(yardstick);
}

const char *yardstick_message(yardstick *yardstick) {
  return sqlite3_errmsg(yardstick->database);
}

/// The latest are asked for: a session's number stays, an event's is used at once.
static int64_t number_now(yardstick *yardstick, int64_t before) {
  int64_t known = yardstick->numbers < numbers_max ? yardstick->numbers : numbers_max;
  for (int64_t index = 1; index <= known; index++) {
    int64_t place = (yardstick->numbers - index) % numbers_max;
    if (yardstick->before[place] == before) return yardstick->now[place];
  }
  return before;
}

static int bind(yardstick *yardstick, sqlite3_stmt *statement, const operation *operation) {
  int code = SQLITE_OK;
  for (int number = 0; number < operation->count && code == SQLITE_OK; number++) {
    const parameter *value = &operation->parameters[number];
    switch (value->type) {
      case SQLITE_INTEGER: {
        int64_t integer = value->integer;
        if (integer >= yardstick_numbered_from) integer = number_now(yardstick, integer);
        code = sqlite3_bind_int64(statement, number + 1, integer);
        break;
      }
      case SQLITE_TEXT:
        code = sqlite3_bind_text64(statement, number + 1, value->text,
                                   (sqlite3_uint64)value->length, SQLITE_STATIC, SQLITE_UTF8);
        break;
      default:
        code = sqlite3_bind_null(statement, number + 1);
    }
  }
  return code;
}

/// What is read is used, so that the compiler keeps it.
static volatile int64_t read_bytes;

static void read_row(sqlite3_stmt *statement) {
  int columns = sqlite3_column_count(statement);
  for (int column = 0; column < columns; column++) {
    if (sqlite3_column_type(statement, column) == SQLITE_TEXT) {
      read_bytes += *sqlite3_column_text(statement, column);
      read_bytes += sqlite3_column_bytes(statement, column);
    } else {
      read_bytes += sqlite3_column_int64(statement, column);
    }
  }
}

static int replay(yardstick *yardstick, const operation *operation) {
  const char *text = yardstick->recording.texts[operation->statement];
  // It acts while it is prepared, so it cannot be kept.
  if (!strncmp(text, "PRAGMA", 6)) return sqlite3_exec(yardstick->database, text, 0, 0, 0);
  sqlite3_stmt **statement = &yardstick->statements[operation->statement];
  if (!*statement) {
    int code = sqlite3_prepare_v3(yardstick->database, text, -1, SQLITE_PREPARE_PERSISTENT,
                                  statement, NULL);
    if (code != SQLITE_OK) return code;
  }
  int code = bind(yardstick, *statement, operation);
  if (code != SQLITE_OK) return code;
  bool is_first = true;
  while ((code = sqlite3_step(*statement)) == SQLITE_ROW) {
    if (is_first && operation->numbered) {
      int64_t place = yardstick->numbers++ % numbers_max;
      yardstick->before[place] = operation->numbered;
      yardstick->now[place] = sqlite3_column_int64(*statement, 0);
    }
    is_first = false;
    read_row(*statement);
  }
  sqlite3_reset(*statement);
  sqlite3_clear_bindings(*statement);
  // A code that is given already is drawn again, in the program and so in what follows here.
  return code == SQLITE_DONE || (code & 0xFF) == SQLITE_CONSTRAINT ? SQLITE_OK : code;
}

bool yardstick_replay(yardstick *yardstick) {
  for (int64_t index = 0; index < yardstick->recording.count; index++)
    if (replay(yardstick, &yardstick->recording.operations[index]) != SQLITE_OK) return false;
  return true;
}

char *yardstick_execute(const char *path, const char *script) {
  sqlite3 *database = NULL;
  char *message = NULL;
  int code = sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, NULL);
  if (code == SQLITE_OK) {
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
    char *told = NULL;
    code = sqlite3_exec(database, script, NULL, NULL, &told);
    if (told) message = strdup(told);
    sqlite3_free(told);
  }
  if (code != SQLITE_OK && !message) message = strdup(sqlite3_errstr(code));
  sqlite3_close(database);
  return message;
}
