#ifndef CITAS_EDITLINE_H
#define CITAS_EDITLINE_H

#include <histedit.h>
#include <locale.h>
#include <stdio.h>

#endif
