/*
 * bytes.h
 *		Bounded reading and writing of bytes, network order.
 *
 * Both ends of every stored and wire format.  Neither can leave its buffer: a
 * reader that would turns to failed and yields zeros from then on, a writer
 * only counts once it is full, so a first pass with no buffer measures.
 */
#ifndef CC_BYTES_H
#define CC_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct cc_reader
{
	const unsigned char *at;
	const unsigned char *end;
	bool failed;
} cc_reader;

typedef struct cc_writer
{
	unsigned char *buffer; /* NULL: measure only */
	size_t capacity;
	size_t length; /* what was (or would have been) written */
} cc_writer;

/* In the header, so that a reader can stay in registers. */
static inline void
cc_reader_init(cc_reader *reader, const void *bytes, size_t length)
{
	reader->at = bytes;
	reader->end = reader->at + length;
	reader->failed = false;
}

static inline size_t
cc_reader_left(const cc_reader *reader)
{
	return (size_t) (reader->end - reader->at);
}

/* Nothing failed, and no rest. */
static inline bool
cc_reader_finished(const cc_reader *reader)
{
	return !reader->failed && reader->at == reader->end;
}

extern uint8_t cc_read_u8(cc_reader *reader);
extern uint16_t cc_read_u16(cc_reader *reader);
extern uint32_t cc_read_u32(cc_reader *reader);
extern uint64_t cc_read_u64(cc_reader *reader);
extern int64_t cc_read_i64(cc_reader *reader);
extern double cc_read_double(cc_reader *reader);

/* LEB128, at most 10 bytes, the shortest form only; signed ones zigzag. */
extern uint64_t cc_read_varint(cc_reader *reader);
extern int64_t cc_read_signed_varint(cc_reader *reader);
/* length bytes in place, or NULL (and failed) when there are not as many */
extern const void *cc_read_bytes(cc_reader *reader, size_t length);

extern void cc_writer_init(cc_writer *writer, void *buffer, size_t capacity);
extern bool cc_writer_fits(const cc_writer *writer);
extern void cc_write_u8(cc_writer *writer, uint8_t value);
extern void cc_write_u16(cc_writer *writer, uint16_t value);
extern void cc_write_u32(cc_writer *writer, uint32_t value);
extern void cc_write_u64(cc_writer *writer, uint64_t value);
extern void cc_write_i64(cc_writer *writer, int64_t value);
extern void cc_write_double(cc_writer *writer, double value);
extern void cc_write_varint(cc_writer *writer, uint64_t value);
extern void cc_write_signed_varint(cc_writer *writer, int64_t value);
extern void cc_write_bytes(cc_writer *writer, const void *bytes, size_t length);

#endif
