#ifndef CITAS_EDITLINE_H
#define CITAS_EDITLINE_H

#include <fcntl.h>
#include <histedit.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

// Declared here, not by <term.h> and <wchar.h>: the first defines hundreds of macros with names
// like `lines` and `tab`, the second shows `wcwidth` only to some feature-test macros.
extern int tgetent(char *_Nullable buffer, const char *_Nonnull terminal);
extern int wcwidth(wchar_t character);

// `el_set` and `el_get` are variadic, which Swift cannot call. One function for each use.

static inline int citas_el_set_client(EditLine *_Nonnull el, const void *_Nullable data) {
  return el_set(el, EL_CLIENTDATA, data);
}

static inline void *_Nullable citas_el_client(EditLine *_Nonnull el) {
  void *data = NULL;
  return el_get(el, EL_CLIENTDATA, &data) == 0 ? data : NULL;
}

/// The text between two `literal` characters is sent as it is and takes no columns.
static inline int citas_el_set_prompt(
    EditLine *_Nonnull el, char *_Nonnull (*_Nonnull prompt)(EditLine *_Nonnull), char literal) {
  return el_set(el, EL_PROMPT_ESC, prompt, literal);
}

static inline int citas_el_set_reader(
    EditLine *_Nonnull el, int (*_Nonnull reader)(EditLine *_Nonnull, wchar_t *_Nonnull)) {
  return el_wset(el, EL_GETCFN, reader);
}

static inline int citas_el_set_editor(EditLine *_Nonnull el, const char *_Nonnull mode) {
  return el_set(el, EL_EDITOR, mode);
}

/// Adds the command `citas-complete`. Its name is here because `el_wset` keeps the addresses of the
/// texts, and `el_set` copies them and never frees the copies (3.1-20221030).
static inline int citas_el_add_completion(
    EditLine *_Nonnull el, unsigned char (*_Nonnull command)(EditLine *_Nonnull, int)) {
  return el_wset(
      el, EL_ADDFN, L"citas-complete", L"complete the text before the cursor", command);
}

/// Adds the command `citas-clear`.
static inline int citas_el_add_clearing(
    EditLine *_Nonnull el, unsigned char (*_Nonnull command)(EditLine *_Nonnull, int)) {
  return el_wset(el, EL_ADDFN, L"citas-clear", L"clear the screen above the question", command);
}

static inline int citas_el_bind(
    EditLine *_Nonnull el, const char *_Nonnull key, const char *_Nonnull command) {
  return el_set(el, EL_BIND, key, command, NULL);
}

/// Draws prompt and line from where the cursor is, which must be the first column.
static inline int citas_el_draw(EditLine *_Nonnull el) {
  return el_set(el, EL_REFRESH);
}

/// 1: the terminal gives every key at once; 0: as it was found.
static inline int citas_el_set_raw(EditLine *_Nonnull el, int raw) {
  return el_set(el, EL_PREP_TERM, raw);
}

/// 0: from now on the editor leaves the terminal as it is.
static inline int citas_el_set_editing(EditLine *_Nonnull el, int editing) {
  return el_set(el, EL_EDITMODE, editing);
}

// `history_w` is variadic too, and is also the function that the editor is to call.

static inline int citas_el_set_history(EditLine *_Nonnull el, HistoryW *_Nonnull history) {
  return el_wset(el, EL_HIST, history_w, history);
}

/// Keeps at most `size` lines, and no line twice in a row.
static inline int citas_history_limit(HistoryW *_Nonnull history, int size) {
  HistEventW event;
  int result = history_w(history, &event, H_SETSIZE, size);
  return result < 0 ? result : history_w(history, &event, H_SETUNIQUE, 1);
}

static inline int citas_history_add(HistoryW *_Nonnull history, const wchar_t *_Nonnull line) {
  HistEventW event;
  return history_w(history, &event, H_ENTER, line);
}

/// The columns of the terminal, or 0. `ioctl` is variadic, and its constants are macros that Swift
/// reads on some systems only.
static inline int citas_terminal_columns(int descriptor) {
  struct winsize size;
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

/// The rows of the terminal, or 0.
static inline int citas_terminal_rows(int descriptor) {
  struct winsize size;
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_row : 0;
}

// The handler of `struct sigaction` is in a union whose name differs between systems, and `SIG_DFL`
// and `SIG_IGN` are macros with casts.

/// Whether the signal would do what it does by default: nobody handles or ignores it.
static inline int citas_signal_is_default(int signal) {
  struct sigaction action;
  return sigaction(signal, NULL, &action) == 0 && !(action.sa_flags & SA_SIGINFO)
      && action.sa_handler == SIG_DFL;
}

/// A null handler is the default action.
static inline int citas_signal_set(int signal, void (*_Nullable handler)(int)) {
  struct sigaction action = {.sa_handler = handler ? handler : SIG_DFL, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  return sigaction(signal, &action, NULL);
}

/// With a stack of its own, where there is one, for a stack that has overflown; the signal may come
/// again within the handler.
static inline int citas_signal_set_on_stack(
    int signal, void (*_Nonnull handler)(int), struct sigaction *_Nonnull before) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = SA_ONSTACK | SA_NODEFER};
  sigemptyset(&action.sa_mask);
  return sigaction(signal, &action, before);
}

/// Gives the thread a stack for signal handlers, unless it has one.
static inline void citas_use_signal_stack(void) {
  const size_t bytes = 1 << 16;
  stack_t stack;
  if (sigaltstack(NULL, &stack) != 0 || !(stack.ss_flags & SS_DISABLE)) return;
  stack = (stack_t){.ss_sp = malloc(bytes), .ss_size = bytes};
  if (stack.ss_sp) sigaltstack(&stack, NULL);
}

static inline int citas_signal_ignore(int signal) {
  struct sigaction action = {.sa_handler = SIG_IGN};
  sigemptyset(&action.sa_mask);
  return sigaction(signal, &action, NULL);
}

/// The reading end of a pipe that holds all of `bytes` and nothing after them; -1 when there is no
/// room. A pipe takes 64 KiB on Linux and at least 16 on macOS. `fcntl` is variadic.
static inline int citas_filled_pipe(const void *_Nonnull bytes, size_t count) {
  int ends[2];
  if (pipe(ends) != 0) return -1;
  // It must not wait for a reader that is not there yet.
  int isFilled = fcntl(ends[0], F_SETFD, FD_CLOEXEC) == 0
      && fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0 && fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0
      && write(ends[1], bytes, count) == (ssize_t)count;
  close(ends[1]);
  if (isFilled) return ends[0];
  close(ends[0]);
  return -1;
}

// Declared here, not by <malloc.h>, which the module of glibc that Swift has leaves out.
#ifdef __GLIBC__
extern int mallopt(int parameter, int value);
#endif

static inline void citas_keep_freed_memory(void) {
#ifdef __GLIBC__
  const int trimThreshold = -1, topPad = -2, stepBytes = 1 << 20;
  mallopt(topPad, stepBytes);
  mallopt(trimThreshold, 4 * stepBytes);
#endif
}

#endif
