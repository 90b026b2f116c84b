#include "embedded.h"

#include <stdatomic.h>

// Every file of prompts/ and data/ stands here twice: its bytes, and its row in order of name. A
// test holds the rows against the folders.

static const unsigned char prompt_aceptar[] = {
#embed "../../prompts/aceptar.txt"
};

static const unsigned char prompt_agente[] = {
#embed "../../prompts/agente.txt"
};

static const unsigned char prompt_apellidos[] = {
#embed "../../prompts/apellidos.txt"
};

static const unsigned char prompt_autorizacion[] = {
#embed "../../prompts/autorizacion.txt"
};

static const unsigned char prompt_bienvenida[] = {
#embed "../../prompts/bienvenida.txt"
};

static const unsigned char prompt_calendario[] = {
#embed "../../prompts/calendario.txt"
};

static const unsigned char prompt_cambio[] = {
#embed "../../prompts/cambio.txt"
};

static const unsigned char prompt_cancelacion[] = {
#embed "../../prompts/cancelacion.txt"
};

static const unsigned char prompt_cifras[] = {
#embed "../../prompts/cifras.txt"
};

static const unsigned char prompt_cita[] = {
#embed "../../prompts/cita.txt"
};

static const unsigned char prompt_ciudad[] = {
#embed "../../prompts/ciudad.txt"
};

static const unsigned char prompt_ciudad_cita[] = {
#embed "../../prompts/ciudad_cita.txt"
};

static const unsigned char prompt_codigo[] = {
#embed "../../prompts/codigo.txt"
};

static const unsigned char prompt_como_funciona[] = {
#embed "../../prompts/como_funciona.txt"
};

static const unsigned char prompt_confirmacion[] = {
#embed "../../prompts/confirmacion.txt"
};

static const unsigned char prompt_consulta[] = {
#embed "../../prompts/consulta.txt"
};

static const unsigned char prompt_correccion[] = {
#embed "../../prompts/correccion.txt"
};

static const unsigned char prompt_correo[] = {
#embed "../../prompts/correo.txt"
};

static const unsigned char prompt_cuidado[] = {
#embed "../../prompts/cuidado.txt"
};

static const unsigned char prompt_datos_conocidos[] = {
#embed "../../prompts/datos_conocidos.txt"
};

static const unsigned char prompt_deletreo[] = {
#embed "../../prompts/deletreo.txt"
};

static const unsigned char prompt_departamento[] = {
#embed "../../prompts/departamento.txt"
};

static const unsigned char prompt_despedida[] = {
#embed "../../prompts/despedida.txt"
};

static const unsigned char prompt_direccion[] = {
#embed "../../prompts/direccion.txt"
};

static const unsigned char prompt_disponibilidad[] = {
#embed "../../prompts/disponibilidad.txt"
};

static const unsigned char prompt_ejemplos_pedidos[] = {
#embed "../../prompts/ejemplos_pedidos.txt"
};

static const unsigned char prompt_ejemplos_respuestas[] = {
#embed "../../prompts/ejemplos_respuestas.txt"
};

static const unsigned char prompt_ejemplos_servicios[] = {
#embed "../../prompts/ejemplos_servicios.txt"
};

static const unsigned char prompt_ensayo[] = {
#embed "../../prompts/ensayo.txt"
};

static const unsigned char prompt_entrega[] = {
#embed "../../prompts/entrega.txt"
};

static const unsigned char prompt_espera[] = {
#embed "../../prompts/espera.txt"
};

static const unsigned char prompt_fallas[] = {
#embed "../../prompts/fallas.txt"
};

static const unsigned char prompt_fecha[] = {
#embed "../../prompts/fecha.txt"
};

static const unsigned char prompt_festivos[] = {
#embed "../../prompts/festivos.txt"
};

static const unsigned char prompt_fuera_de_alcance[] = {
#embed "../../prompts/fuera_de_alcance.txt"
};

static const unsigned char prompt_gestion[] = {
#embed "../../prompts/gestion.txt"
};

static const unsigned char prompt_hoja[] = {
#embed "../../prompts/hoja.txt"
};

static const unsigned char prompt_hora[] = {
#embed "../../prompts/hora.txt"
};

static const unsigned char prompt_horas[] = {
#embed "../../prompts/horas.txt"
};

static const unsigned char prompt_lector[] = {
#embed "../../prompts/lector.txt"
};

static const unsigned char prompt_linea[] = {
#embed "../../prompts/linea.txt"
};

static const unsigned char prompt_lista[] = {
#embed "../../prompts/lista.txt"
};

static const unsigned char prompt_lista_ciudad[] = {
#embed "../../prompts/lista_ciudad.txt"
};

static const unsigned char prompt_lista_dias[] = {
#embed "../../prompts/lista_dias.txt"
};

static const unsigned char prompt_lista_espera[] = {
#embed "../../prompts/lista_espera.txt"
};

static const unsigned char prompt_lista_franja[] = {
#embed "../../prompts/lista_franja.txt"
};

static const unsigned char prompt_lista_gestion[] = {
#embed "../../prompts/lista_gestion.txt"
};

static const unsigned char prompt_lista_preferencia[] = {
#embed "../../prompts/lista_preferencia.txt"
};

static const unsigned char prompt_llamadas[] = {
#embed "../../prompts/llamadas.txt"
};

static const unsigned char prompt_manual[] = {
#embed "../../prompts/manual.txt"
};

static const unsigned char prompt_mensaje[] = {
#embed "../../prompts/mensaje.txt"
};

static const unsigned char prompt_motivo[] = {
#embed "../../prompts/motivo.txt"
};

static const unsigned char prompt_nombre[] = {
#embed "../../prompts/nombre.txt"
};

static const unsigned char prompt_numero_documento[] = {
#embed "../../prompts/numero_documento.txt"
};

static const unsigned char prompt_oficina[] = {
#embed "../../prompts/oficina.txt"
};

static const unsigned char prompt_opcion[] = {
#embed "../../prompts/opcion.txt"
};

static const unsigned char prompt_opciones[] = {
#embed "../../prompts/opciones.txt"
};

static const unsigned char prompt_ordenes[] = {
#embed "../../prompts/ordenes.txt"
};

static const unsigned char prompt_preguntas[] = {
#embed "../../prompts/preguntas.txt"
};

static const unsigned char prompt_programa[] = {
#embed "../../prompts/programa.txt"
};

static const unsigned char prompt_punto_de_contacto[] = {
#embed "../../prompts/punto_de_contacto.txt"
};

static const unsigned char prompt_razon_social[] = {
#embed "../../prompts/razon_social.txt"
};

static const unsigned char prompt_resumen[] = {
#embed "../../prompts/resumen.txt"
};

static const unsigned char prompt_retencion[] = {
#embed "../../prompts/retencion.txt"
};

static const unsigned char prompt_segundo_dato[] = {
#embed "../../prompts/segundo_dato.txt"
};

static const unsigned char prompt_servicios[] = {
#embed "../../prompts/servicios.txt"
};

static const unsigned char prompt_telefono_celular[] = {
#embed "../../prompts/telefono_celular.txt"
};

static const unsigned char prompt_telefono_fijo[] = {
#embed "../../prompts/telefono_fijo.txt"
};

static const unsigned char prompt_textos[] = {
#embed "../../prompts/textos.txt"
};

static const unsigned char prompt_tipo_documento[] = {
#embed "../../prompts/tipo_documento.txt"
};

static const unsigned char prompt_tipo_persona[] = {
#embed "../../prompts/tipo_persona.txt"
};

static const unsigned char prompt_verificacion[] = {
#embed "../../prompts/verificacion.txt"
};

static const unsigned char prompt_vocabulario[] = {
#embed "../../prompts/vocabulario.txt"
};

static const unsigned char prompt_vocabulario_dictado[] = {
#embed "../../prompts/vocabulario_dictado.txt"
};

static const unsigned char prompt_vocabulario_fechas[] = {
#embed "../../prompts/vocabulario_fechas.txt"
};

static const unsigned char prompt_vocabulario_nombres[] = {
#embed "../../prompts/vocabulario_nombres.txt"
};

static const unsigned char prompt_vocabulario_servicios[] = {
#embed "../../prompts/vocabulario_servicios.txt"
};

static const unsigned char prompt_vocabulario_siglas[] = {
#embed "../../prompts/vocabulario_siglas.txt"
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

static const unsigned char data_pedidos[] = {
#embed "data/pedidos.pesos"
};

static const unsigned char data_respuestas[] = {
#embed "data/respuestas.pesos"
};

static const unsigned char data_servicios[] = {
#embed "data/servicios.pesos"
};

// Read by whole numbers.
_Alignas(8) static const unsigned char data_vocabulario[] = {
#embed "data/vocabulario.tablas"
};

#define FILE_ROW(name, bytes) {name, bytes, sizeof bytes}
#define COUNT(array) (sizeof array / sizeof array[0])

static const struct embedded_file prompts[] = {
    FILE_ROW("aceptar.txt", prompt_aceptar),
    FILE_ROW("agente.txt", prompt_agente),
    FILE_ROW("apellidos.txt", prompt_apellidos),
    FILE_ROW("autorizacion.txt", prompt_autorizacion),
    FILE_ROW("bienvenida.txt", prompt_bienvenida),
    FILE_ROW("calendario.txt", prompt_calendario),
    FILE_ROW("cambio.txt", prompt_cambio),
    FILE_ROW("cancelacion.txt", prompt_cancelacion),
    FILE_ROW("cifras.txt", prompt_cifras),
    FILE_ROW("cita.txt", prompt_cita),
    FILE_ROW("ciudad.txt", prompt_ciudad),
    FILE_ROW("ciudad_cita.txt", prompt_ciudad_cita),
    FILE_ROW("codigo.txt", prompt_codigo),
    FILE_ROW("como_funciona.txt", prompt_como_funciona),
    FILE_ROW("confirmacion.txt", prompt_confirmacion),
    FILE_ROW("consulta.txt", prompt_consulta),
    FILE_ROW("correccion.txt", prompt_correccion),
    FILE_ROW("correo.txt", prompt_correo),
    FILE_ROW("cuidado.txt", prompt_cuidado),
    FILE_ROW("datos_conocidos.txt", prompt_datos_conocidos),
    FILE_ROW("deletreo.txt", prompt_deletreo),
    FILE_ROW("departamento.txt", prompt_departamento),
    FILE_ROW("despedida.txt", prompt_despedida),
    FILE_ROW("direccion.txt", prompt_direccion),
    FILE_ROW("disponibilidad.txt", prompt_disponibilidad),
    FILE_ROW("ejemplos_pedidos.txt", prompt_ejemplos_pedidos),
    FILE_ROW("ejemplos_respuestas.txt", prompt_ejemplos_respuestas),
    FILE_ROW("ejemplos_servicios.txt", prompt_ejemplos_servicios),
    FILE_ROW("ensayo.txt", prompt_ensayo),
    FILE_ROW("entrega.txt", prompt_entrega),
    FILE_ROW("espera.txt", prompt_espera),
    FILE_ROW("fallas.txt", prompt_fallas),
    FILE_ROW("fecha.txt", prompt_fecha),
    FILE_ROW("festivos.txt", prompt_festivos),
    FILE_ROW("fuera_de_alcance.txt", prompt_fuera_de_alcance),
    FILE_ROW("gestion.txt", prompt_gestion),
    FILE_ROW("hoja.txt", prompt_hoja),
    FILE_ROW("hora.txt", prompt_hora),
    FILE_ROW("horas.txt", prompt_horas),
    FILE_ROW("lector.txt", prompt_lector),
    FILE_ROW("linea.txt", prompt_linea),
    FILE_ROW("lista.txt", prompt_lista),
    FILE_ROW("lista_ciudad.txt", prompt_lista_ciudad),
    FILE_ROW("lista_dias.txt", prompt_lista_dias),
    FILE_ROW("lista_espera.txt", prompt_lista_espera),
    FILE_ROW("lista_franja.txt", prompt_lista_franja),
    FILE_ROW("lista_gestion.txt", prompt_lista_gestion),
    FILE_ROW("lista_preferencia.txt", prompt_lista_preferencia),
    FILE_ROW("llamadas.txt", prompt_llamadas),
    FILE_ROW("manual.txt", prompt_manual),
    FILE_ROW("mensaje.txt", prompt_mensaje),
    FILE_ROW("motivo.txt", prompt_motivo),
    FILE_ROW("nombre.txt", prompt_nombre),
    FILE_ROW("numero_documento.txt", prompt_numero_documento),
    FILE_ROW("oficina.txt", prompt_oficina),
    FILE_ROW("opcion.txt", prompt_opcion),
    FILE_ROW("opciones.txt", prompt_opciones),
    FILE_ROW("ordenes.txt", prompt_ordenes),
    FILE_ROW("preguntas.txt", prompt_preguntas),
    FILE_ROW("programa.txt", prompt_programa),
    FILE_ROW("punto_de_contacto.txt", prompt_punto_de_contacto),
    FILE_ROW("razon_social.txt", prompt_razon_social),
    FILE_ROW("resumen.txt", prompt_resumen),
    FILE_ROW("retencion.txt", prompt_retencion),
    FILE_ROW("segundo_dato.txt", prompt_segundo_dato),
    FILE_ROW("servicios.txt", prompt_servicios),
    FILE_ROW("telefono_celular.txt", prompt_telefono_celular),
    FILE_ROW("telefono_fijo.txt", prompt_telefono_fijo),
    FILE_ROW("textos.txt", prompt_textos),
    FILE_ROW("tipo_documento.txt", prompt_tipo_documento),
    FILE_ROW("tipo_persona.txt", prompt_tipo_persona),
    FILE_ROW("verificacion.txt", prompt_verificacion),
    FILE_ROW("vocabulario.txt", prompt_vocabulario),
    FILE_ROW("vocabulario_dictado.txt", prompt_vocabulario_dictado),
    FILE_ROW("vocabulario_fechas.txt", prompt_vocabulario_fechas),
    FILE_ROW("vocabulario_nombres.txt", prompt_vocabulario_nombres),
    FILE_ROW("vocabulario_servicios.txt", prompt_vocabulario_servicios),
    FILE_ROW("vocabulario_siglas.txt", prompt_vocabulario_siglas),
};

static const struct embedded_file data[] = {
    FILE_ROW("alias_lugares.tsv", data_alias_lugares),
    FILE_ROW("correo_dominios.tsv", data_correo_dominios),
    FILE_ROW("divipola.tsv", data_divipola),
    FILE_ROW("horario.tsv", data_horario),
    FILE_ROW("nomenclatura.tsv", data_nomenclatura),
    FILE_ROW("pedidos.pesos", data_pedidos),
    FILE_ROW("politicas.tsv", data_politicas),
    FILE_ROW("puntos_de_contacto.tsv", data_puntos_de_contacto),
    FILE_ROW("respuestas.pesos", data_respuestas),
    FILE_ROW("servicios.pesos", data_servicios),
    FILE_ROW("vocabulario.tablas", data_vocabulario),
};

const struct embedded_file *embedded_prompts(size_t *count) {
  *count = COUNT(prompts);
  return prompts;
}

const struct embedded_file *embedded_data(size_t *count) {
  *count = COUNT(data);
  return data;
}

uint64_t embedded_prompt_fingerprint(size_t place) {
  // Two threads that take it at once find the same.
  static _Atomic uint64_t known[COUNT(prompts)];
  uint64_t print = atomic_load_explicit(&known[place], memory_order_relaxed);
  if (!print) {
    print = embedded_fingerprint(prompts[place].bytes, prompts[place].size, 0);
    atomic_store_explicit(&known[place], print, memory_order_relaxed);
  }
  return print;
}

const unsigned char embedded_folded[256] = {
    [' '] = 1,   ['-'] = 2,   [0xC3] = 3,  ['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3',
    ['4'] = '4', ['5'] = '5', ['6'] = '6', ['7'] = '7', ['8'] = '8', ['9'] = '9', ['a'] = 'a',
    ['b'] = 'b', ['c'] = 'c', ['d'] = 'd', ['e'] = 'e', ['f'] = 'f', ['g'] = 'g', ['h'] = 'h',
    ['i'] = 'i', ['j'] = 'j', ['k'] = 'k', ['l'] = 'l', ['m'] = 'm', ['n'] = 'n', ['o'] = 'o',
    ['p'] = 'p', ['q'] = 'q', ['r'] = 'r', ['s'] = 's', ['t'] = 't', ['u'] = 'u', ['v'] = 'v',
    ['w'] = 'w', ['x'] = 'x', ['y'] = 'y', ['z'] = 'z', ['A'] = 'a', ['B'] = 'b', ['C'] = 'c',
    ['D'] = 'd', ['E'] = 'e', ['F'] = 'f', ['G'] = 'g', ['H'] = 'h', ['I'] = 'i', ['J'] = 'j',
    ['K'] = 'k', ['L'] = 'l', ['M'] = 'm', ['N'] = 'n', ['O'] = 'o', ['P'] = 'p', ['Q'] = 'q',
    ['R'] = 'r', ['S'] = 's', ['T'] = 't', ['U'] = 'u', ['V'] = 'v', ['W'] = 'w', ['X'] = 'x',
    ['Y'] = 'y', ['Z'] = 'z',
};

// From U+00C0, eight in a group; then the same in small letters, with ÿ at the end.
const unsigned char embedded_folded_latin1[64] = {
    'a', 'a', 'a', 'a', 'a', 'a', 0,   'c', 'e', 'e', 'e', 'e', 'i', 'i', 'i', 'i',
    0,   'n', 'o', 'o', 'o', 'o', 'o', 0,   'o', 'u', 'u', 'u', 'u', 'y', 0,   0,
    'a', 'a', 'a', 'a', 'a', 'a', 0,   'c', 'e', 'e', 'e', 'e', 'i', 'i', 'i', 'i',
    0,   'n', 'o', 'o', 'o', 'o', 'o', 0,   'o', 'u', 'u', 'u', 'u', 'y', 0,   'y',
};
