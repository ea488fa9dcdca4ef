/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * rncp_fuzz.c - the reader of the fiches of France compétences, any bytes, cut anywhere (xml_fuzz.h)
 */
#include "xml_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return essayer(FORMAT_RNCP_XML, data, size);
}
