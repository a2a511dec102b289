/*
 * bytes.c
 *		Bounded reading and writing of bytes, network order.
 */
#include "core/bytes.h"

#include <string.h>

const void *
cc_read_bytes(cc_reader *reader, size_t length)
{
	const unsigned char *bytes = reader->at;

	if (reader->failed || length > cc_reader_left(reader))
	{
		reader->failed = true;
		return NULL;
	}
	reader->at += length;
	return bytes;
}

static uint64_t
read_big_endian(cc_reader *reader, size_t length)
{
	const unsigned char *bytes = cc_read_bytes(reader, length);
	uint64_t value = 0;

	if (bytes == NULL)
		return 0;
	for (size_t i = 0; i < length; i++)
		value = value << 8 | bytes[i];
	return value;
}

uint8_t
cc_read_u8(cc_reader *reader)
{
	return (uint8_t) read_big_endian(reader, 1);
}

uint16_t
cc_read_u16(cc_reader *reader)
{
	return (uint16_t) read_big_endian(reader, 2);
}

uint32_t
cc_read_u32(cc_reader *reader)
{
	return (uint32_t) read_big_endian(reader, 4);
}

uint64_t
cc_read_u64(cc_reader *reader)
{
	return read_big_endian(reader, 8);
}

/* Two's complement without the implementation-defined conversion. */
static int64_t
to_signed(uint64_t bits)
{
	int64_t value;

	memcpy(&value, &bits, sizeof(value));
	return value;
}

int64_t
cc_read_i64(cc_reader *reader)
{
	return to_signed(read_big_endian(reader, 8));
}

double
cc_read_double(cc_reader *reader)
{
	uint64_t bits = read_big_endian(reader, 8);
	double value;

	memcpy(&value, &bits, sizeof(value));
	return value;
}

uint64_t
cc_read_varint(cc_reader *reader)
{
	const unsigned char *at = reader->at;
	uint64_t value = 0;

	for (int shift = 0; shift < 64 && at < reader->end; shift += 7)
	{
		uint8_t byte = *at++;

		if ((shift == 63 && byte > 1) || (shift > 0 && byte == 0))
			break;
		value |= (uint64_t) (byte & 0x7f) << shift;
		if (byte < 0x80 && !reader->failed)
		{
			reader->at = at;
			return value;
		}
	}
	reader->failed = true;
	return 0;
}

int64_t
cc_read_signed_varint(cc_reader *reader)
{
	uint64_t value = cc_read_varint(reader);

	return to_signed(value >> 1 ^ (~(value & 1) + 1));
}

void
cc_writer_init(cc_writer *writer, void *buffer, size_t capacity)
{
	writer->buffer = buffer;
	writer->capacity = buffer == NULL ? 0 : capacity;
	writer->length = 0;
}

bool
cc_writer_fits(const cc_writer *writer)
{
	return writer->length <= writer->capacity;
}

void
cc_write_bytes(cc_writer *writer, const void *bytes, size_t length)
{
	if (writer->length <= writer->capacity &&
		length <= writer->capacity - writer->length && length > 0)
		memcpy(writer->buffer + writer->length, bytes, length);
	writer->length += length;
}

static void
write_big_endian(cc_writer *writer, uint64_t value, size_t length)
{
	unsigned char bytes[8];

	for (size_t i = 0; i < length; i++)
		bytes[i] = (unsigned char) (value >> (8 * (length - 1 - i)));
	cc_write_bytes(writer, bytes, length);
}

void
cc_write_u8(cc_writer *writer, uint8_t value)
{
	write_big_endian(writer, value, 1);
}

void
cc_write_u16(cc_writer *writer, uint16_t value)
{
	write_big_endian(writer, value, 2);
}

void
cc_write_u32(cc_writer *writer, uint32_t value)
{
	write_big_endian(writer, value, 4);
}

void
cc_write_u64(cc_writer *writer, uint64_t value)
{
	write_big_endian(writer, value, 8);
}

void
cc_write_i64(cc_writer *writer, int64_t value)
{
	write_big_endian(writer, (uint64_t) value, 8);
}

void
cc_write_double(cc_writer *writer, double value)
{
	uint64_t bits;

	memcpy(&bits, &value, sizeof(bits));
	write_big_endian(writer, bits, 8);
}

void
cc_write_varint(cc_writer *writer, uint64_t value)
{
	while (value >= 0x80)
	{
		cc_write_u8(writer, (uint8_t) (value & 0x7f) | 0x80);
		value >>= 7;
	}
	cc_write_u8(writer, (uint8_t) value);
}

void
cc_write_signed_varint(cc_writer *writer, int64_t value)
{
	cc_write_varint(writer,
					(uint64_t) value << 1 ^ (value < 0 ? UINT64_MAX : 0));
}
