#include "embedded.h"

// Every file of prompts/ and data/ stands here twice: its bytes, and its row in order of name. A
// test holds the rows against the folders.

static const unsigned char prompt_ordenes[] = {
#embed "../../prompts/ordenes.txt"
};

static const unsigned char data_divipola[] = {
#embed "data/divipola.tsv"
};

#define FILE_ROW(name, bytes) {name, bytes, sizeof bytes}
#define COUNT(array) (sizeof array / sizeof array[0])

static const struct embedded_file prompts[] = {
    FILE_ROW("ordenes.txt", prompt_ordenes),
};

static const struct embedded_file data[] = {
    FILE_ROW("divipola.tsv", data_divipola),
};

const struct embedded_file *embedded_prompts(size_t *count) {
  *count = COUNT(prompts);
  return prompts;
}

const struct embedded_file *embedded_data(size_t *count) {
  *count = COUNT(data);
  return data;
}
