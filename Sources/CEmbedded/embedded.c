#include "embedded.h"

// Every file of prompts/ and data/ stands here twice: its bytes, and its row in order of name. A
// test holds the rows against the folders.

static const unsigned char prompt_ordenes[] = {
#embed "../../prompts/ordenes.txt"
};

static const unsigned char prompt_vocabulario[] = {
#embed "../../prompts/vocabulario.txt"
};

static const unsigned char data_alias_lugares[] = {
#embed "data/alias_lugares.tsv"
};

static const unsigned char data_correo_dominios[] = {
#embed "data/correo_dominios.tsv"
};

static const unsigned char data_divipola[] = {
#embed "data/divipola.tsv"
};

static const unsigned char data_horario[] = {
#embed "data/horario.tsv"
};

static const unsigned char data_nomenclatura[] = {
#embed "data/nomenclatura.tsv"
};

static const unsigned char data_politicas[] = {
#embed "data/politicas.tsv"
};

static const unsigned char data_puntos_de_contacto[] = {
#embed "data/puntos_de_contacto.tsv"
};

#define FILE_ROW(name, bytes) {name, bytes, sizeof bytes}
#define COUNT(array) (sizeof array / sizeof array[0])

static const struct embedded_file prompts[] = {
    FILE_ROW("ordenes.txt", prompt_ordenes),
    FILE_ROW("vocabulario.txt", prompt_vocabulario),
};

static const struct embedded_file data[] = {
    FILE_ROW("alias_lugares.tsv", data_alias_lugares),
    FILE_ROW("correo_dominios.tsv", data_correo_dominios),
    FILE_ROW("divipola.tsv", data_divipola),
    FILE_ROW("horario.tsv", data_horario),
    FILE_ROW("nomenclatura.tsv", data_nomenclatura),
    FILE_ROW("politicas.tsv", data_politicas),
    FILE_ROW("puntos_de_contacto.tsv", data_puntos_de_contacto),
};

const struct embedded_file *embedded_prompts(size_t *count) {
  *count = COUNT(prompts);
  return prompts;
}

const struct embedded_file *embedded_data(size_t *count) {
  *count = COUNT(data);
  return data;
}
