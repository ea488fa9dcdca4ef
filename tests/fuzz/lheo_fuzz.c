/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lheo_fuzz.c - the LHEO reader, any bytes, cut anywhere (xml_fuzz.h)
 */
#include "xml_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return essayer(FORMAT_LHEO, data, size);
}
