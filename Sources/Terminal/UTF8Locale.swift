internal import CEditline
internal import Glibc

/// Sets a locale whose characters are UTF-8, for libedit, which converts with the process's locale:
/// the reader's own if it is one, else one that is there without any set-up. False when there is
/// none. Only `LC_CTYPE` is touched. The corresponding C function is `setlocale`.
func setUTF8Locale() -> Bool {
  for name in ["", "C.UTF-8", "C.utf8", "en_US.UTF-8", "UTF-8"] {
    guard unsafe setlocale(LC_CTYPE, name) != nil, let set = unsafe nl_langinfo(Int32(CODESET))
    else { continue }
    if unsafe String(cString: set) == "UTF-8" { return true }
  }
  return false
}
