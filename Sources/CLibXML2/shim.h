#include <libxml/xmlversion.h>
// Debian's libxml2 is built with ICU, whose headers clash with the ICU within Foundation. Purr touches none of
// the fields they add.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>

// The library prints what goes wrong while it converts letters; Swift can not write a variadic function to catch it.
static inline void purr_xml_ignore(void *context, const char *format, ...) {
    (void)context;
    (void)format;
}
static inline void purr_xml_silence(void) { xmlSetGenericErrorFunc(NULL, purr_xml_ignore); }
