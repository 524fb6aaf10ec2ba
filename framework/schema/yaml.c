/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/yaml.h"

#include <yaml.h>

/* Anchors of one document. */
#define ANCHOR_LIMIT 256

struct anchor {
    const char *name;
    uint32_t index; /* of the value */
};

/* A container that is being read. */
struct open {
    uint32_t index;
    uint32_t count; /* values in it so far, keys counted */
};

struct builder {
    yaml_parser_t parser;
    struct tn__arena *arena;
    struct tn_error *error;
    struct tn_value *values; /* grows; copied when complete */
    struct tn__place *places;
    uint32_t count;
    uint32_t capacity;
    struct open open[TN__DOCUMENT_DEPTH];
    size_t depth;
    struct anchor anchors[ANCHOR_LIMIT];
    size_t anchor_count;
    struct tn_alloc alloc;
    bool is_done; /* a document was read */
};

static int fail_at(struct builder *builder,
                   yaml_mark_t mark,
                   const char *what,
                   const char *more)
{
    struct tn_error *error = builder->error;

    tn_error_set(error, TN_ESCHEMA, "%s%s", what, more);
    error->line = (unsigned)mark.line + 1;
    error->column = (unsigned)mark.column + 1;
    return TN_ESCHEMA;
}

static int no_memory(struct builder *builder)
{
    return tn_error_set(builder->error, TN_ENOMEM, "out of memory");
}

/* -- Values ---------------------------------------------------------------- */

static void *resize(struct builder *builder, void *piece, size_t size)
{
    return builder->alloc.fn(piece, size, builder->alloc.user);
}

static int reserve(struct builder *builder, yaml_mark_t mark, uint32_t more)
{
    uint32_t capacity = builder->capacity ? builder->capacity * 2 : 256;
    void *values;
    void *places;

    if (more > TN__DOCUMENT_VALUES - builder->count)
        return fail_at(builder, mark, "too many values",
                       ", those of aliases counted");
    if (builder->count + more <= builder->capacity)
        return 0;
    while (capacity < builder->count + more)
        capacity *= 2;
    values =
        resize(builder, builder->values, capacity * sizeof(*builder->values));
    if (!values)
        return no_memory(builder);
    builder->values = values;
    places =
        resize(builder, builder->places, capacity * sizeof(*builder->places));
    if (!places)
        return no_memory(builder);
    builder->places = places;
    builder->capacity = capacity;
    return 0;
}

static struct open *innermost(struct builder *builder)
{
    return builder->depth ? &builder->open[builder->depth - 1] : NULL;
}

static bool expects_key(struct builder *builder)
{
    struct open *open = innermost(builder);

    return open && open->count % 2 == 0 &&
           builder->values[open->index].type == TN_TYPE_OBJECT;
}

/* Adds one value, or a container's head. */
static int
add(struct builder *builder, yaml_mark_t mark, const struct tn_value *value)
{
    struct open *open = innermost(builder);
    int status = reserve(builder, mark, 1);

    if (status)
        return status;
    builder->values[builder->count] = *value;
    builder->places[builder->count++] = (struct tn__place){
        .line = (uint32_t)mark.line + 1,
        .column = (uint32_t)mark.column + 1,
    };
    if (open)
        open->count++;
    return 0;
}

/* -- Anchors and aliases --------------------------------------------------- */

/* Remembers that the value added next has an anchor. */
static int
name_next(struct builder *builder, yaml_mark_t mark, const yaml_char_t *anchor)
{
    struct anchor *next = &builder->anchors[builder->anchor_count];
    struct tn_str name;

    if (!anchor)
        return 0;
    if (builder->anchor_count == ANCHOR_LIMIT)
        return fail_at(builder, mark, "more than 256 anchors",
                       ": use $defs and $ref");
    name = tn__arena_copy(builder->arena, (const char *)anchor,
                          strlen((const char *)anchor));
    if (!name.ptr)
        return no_memory(builder);
    *next = (struct anchor){ name.ptr, builder->count };
    builder->anchor_count++;
    return 0;
}

/* The last one of a name counts (YAML 1.2, section 7.1). */
static const struct anchor *find_anchor(const struct builder *builder,
                                        const char *name)
{
    for (size_t i = builder->anchor_count; i-- > 0;) {
        if (strcmp(builder->anchors[i].name, name) == 0)
            return &builder->anchors[i];
    }
    return NULL;
}

static bool is_open(const struct builder *builder, uint32_t index)
{
    for (size_t i = 0; i < builder->depth; i++) {
        if (builder->open[i].index == index)
            return true;
    }
    return false;
}

static int add_alias(struct builder *builder, const yaml_event_t *event)
{
    const char *name = (const char *)event->data.alias.anchor;
    const struct anchor *anchor = find_anchor(builder, name);
    struct open *open = innermost(builder);
    uint32_t span;
    int status;

    if (!anchor)
        return fail_at(builder, event->start_mark, "no anchor before is named ",
                       name);
    if (expects_key(builder))
        return fail_at(builder, event->start_mark, "a key is text",
                       ", not an alias");
    if (is_open(builder, anchor->index))
        return fail_at(builder, event->start_mark, "a value contains itself",
                       ": use $ref for a schema that does");
    span = (uint32_t)(tn_value_next(&builder->values[anchor->index]) -
                      &builder->values[anchor->index]);
    status = reserve(builder, event->start_mark, span);
    if (status)
        return status;
    memcpy(builder->values + builder->count, builder->values + anchor->index,
           span * sizeof(*builder->values));
    memcpy(builder->places + builder->count, builder->places + anchor->index,
           span * sizeof(*builder->places));
    builder->count += span;
    if (open)
        open->count++;
    return 0;
}

/* -- Scalars --------------------------------------------------------------- */

/* The core schema's tags, by the type that a value must have then. */
static const struct {
    const char *tag;
    unsigned types; /* 1u << enum tn_type */
} core_tags[] = {
    { YAML_NULL_TAG, 1u << TN_TYPE_NULL },
    { YAML_BOOL_TAG, 1u << TN_TYPE_BOOL },
    { YAML_INT_TAG, 1u << TN_TYPE_INT | 1u << TN_TYPE_BIGINT },
    { YAML_FLOAT_TAG,
      1u << TN_TYPE_FLOAT | 1u << TN_TYPE_INT | 1u << TN_TYPE_BIGINT },
    { YAML_STR_TAG, 1u << TN_TYPE_STRING },
    { YAML_SEQ_TAG, 1u << TN_TYPE_ARRAY },
    { YAML_MAP_TAG, 1u << TN_TYPE_OBJECT },
};

static int check_tag(struct builder *builder,
                     yaml_mark_t mark,
                     const yaml_char_t *tag,
                     unsigned type)
{
    if (!tag || strcmp((const char *)tag, "!") == 0)
        return 0;
    for (size_t i = 0; i < TN_COUNT(core_tags); i++) {
        if (strcmp((const char *)tag, core_tags[i].tag) != 0)
            continue;
        if (core_tags[i].types & 1u << type)
            return 0;
        return fail_at(builder, mark, "the value is not what its tag says: ",
                       core_tags[i].tag);
    }
    return fail_at(builder, mark,
                   "only the tags of YAML's core schema are known, not ",
                   (const char *)tag);
}

static int
make_string(struct builder *builder, struct tn_str text, struct tn_value *out)
{
    struct tn_str copy = tn__arena_copy(builder->arena, text.ptr, text.len);
    unsigned char high = 0;

    if (!copy.ptr)
        return no_memory(builder);
    for (size_t i = 0; i < copy.len; i++)
        high |= (unsigned char)copy.ptr[i];
    *out = (struct tn_value){
        .type = TN_TYPE_STRING,
        .flags = high < 0x80 ? TN_VALUE_ASCII : 0,
        .count = (uint32_t)copy.len,
        .as.text = copy.ptr,
    };
    return 0;
}

static bool is_string(struct builder *builder, const yaml_event_t *event)
{
    const yaml_char_t *tag = event->data.scalar.tag;

    if (expects_key(builder))
        return true;
    if (tag)
        return strcmp((const char *)tag, YAML_STR_TAG) == 0 ||
               strcmp((const char *)tag, "!") == 0;
    return event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
}

static int make_scalar(struct builder *builder,
                       const yaml_event_t *event,
                       struct tn_value *out)
{
    struct tn_str text = { (const char *)event->data.scalar.value,
                           event->data.scalar.length };

    if (is_string(builder, event))
        return make_string(builder, text, out);
    switch (tn__yaml_resolve(builder->arena, text, out)) {
    case TN__YAML_STRING:
        return make_string(builder, text, out);
    case TN__YAML_VALUE:
        return 0;
    case TN__YAML_NOT_FINITE:
        return fail_at(builder, event->start_mark,
                       "JSON has no such number: ", text.ptr);
    case TN__YAML_TOO_LARGE:
        return fail_at(builder, event->start_mark, "the number is too large",
                       ": write it in decimal");
    case TN__YAML_NO_MEMORY:
        break;
    }
    return no_memory(builder);
}

static int add_scalar(struct builder *builder, const yaml_event_t *event)
{
    yaml_mark_t mark = event->start_mark;
    struct tn_value value = { 0 };
    int status;

    if (expects_key(builder) &&
        event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
        strcmp((const char *)event->data.scalar.value, "<<") == 0)
        return fail_at(builder, mark, "merge keys are not supported",
                       ": use $ref, or write the members out");
    status = name_next(builder, mark, event->data.scalar.anchor);
    if (status == 0)
        status = make_scalar(builder, event, &value);
    if (status == 0)
        status = check_tag(builder, mark, event->data.scalar.tag, value.type);
    return status ? status : add(builder, mark, &value);
}

/* -- Containers ------------------------------------------------------------ */

static int begin(struct builder *builder,
                 yaml_mark_t mark,
                 const yaml_char_t *anchor,
                 const yaml_char_t *tag,
                 uint8_t type)
{
    int status = check_tag(builder, mark, tag, type);

    if (status)
        return status;
    if (expects_key(builder))
        return fail_at(builder, mark, "a key is text",
                       ", not a list or a mapping");
    if (builder->depth == TN__DOCUMENT_DEPTH)
        return fail_at(builder, mark, "nested too deep", "");
    status = name_next(builder, mark, anchor);
    if (status == 0)
        status = add(builder, mark, &(struct tn_value){ .type = type });
    if (status == 0)
        builder->open[builder->depth++] =
            (struct open){ builder->count - 1, 0 };
    return status;
}

static int begin_array(struct builder *builder, const yaml_event_t *event)
{
    return begin(builder, event->start_mark, event->data.sequence_start.anchor,
                 event->data.sequence_start.tag, TN_TYPE_ARRAY);
}

static int begin_object(struct builder *builder, const yaml_event_t *event)
{
    return begin(builder, event->start_mark, event->data.mapping_start.anchor,
                 event->data.mapping_start.tag, TN_TYPE_OBJECT);
}

static int end(struct builder *builder, const yaml_event_t *event)
{
    const struct open *open = &builder->open[--builder->depth];
    struct tn_value *value = &builder->values[open->index];

    (void)event;
    value->count =
        value->type == TN_TYPE_OBJECT ? open->count / 2 : open->count;
    value->as.span = builder->count - open->index;
    return 0;
}

/* -- Documents ------------------------------------------------------------- */

static int begin_document(struct builder *builder, const yaml_event_t *event)
{
    if (builder->is_done)
        return fail_at(builder, event->start_mark,
                       "a second document begins here",
                       ": a schema file holds one");
    builder->is_done = true;
    return 0;
}

static int (*const handlers[])(struct builder *builder,
                               const yaml_event_t *event) = {
    [YAML_DOCUMENT_START_EVENT] = begin_document,
    [YAML_ALIAS_EVENT] = add_alias,
    [YAML_SCALAR_EVENT] = add_scalar,
    [YAML_SEQUENCE_START_EVENT] = begin_array,
    [YAML_SEQUENCE_END_EVENT] = end,
    [YAML_MAPPING_START_EVENT] = begin_object,
    [YAML_MAPPING_END_EVENT] = end,
};

/* Tells libyaml's complaint at its own place. */
static int fail_parse(struct builder *builder, const struct tn__source *source)
{
    const yaml_parser_t *parser = &builder->parser;
    struct tn_error *error = builder->error;

    if (parser->error == YAML_MEMORY_ERROR)
        return no_memory(builder);
    tn_error_set(error, TN_ESCHEMA, "not YAML: %s%s%s",
                 parser->problem ? parser->problem : "unknown error",
                 parser->context ? " " : "",
                 parser->context ? parser->context : "");
    /* The reader of characters runs ahead of the scanner's mark. */
    if (parser->error == YAML_READER_ERROR) {
        tn__source_locate(source, parser->problem_offset, error);
        return TN_ESCHEMA;
    }
    error->line = (unsigned)parser->problem_mark.line + 1;
    error->column = (unsigned)parser->problem_mark.column + 1;
    return TN_ESCHEMA;
}

static int read_events(struct builder *builder, const struct tn__source *source)
{
    yaml_event_type_t type = YAML_NO_EVENT;
    yaml_event_t event;
    int status = 0;

    while (status == 0 && type != YAML_STREAM_END_EVENT) {
        if (!yaml_parser_parse(&builder->parser, &event))
            return fail_parse(builder, source);
        type = event.type;
        if ((size_t)type < TN_COUNT(handlers) && handlers[type])
            status = handlers[type](builder, &event);
        yaml_event_delete(&event);
    }
    return status;
}

static int complete(struct builder *builder, struct tn__document *document)
{
    struct tn_value *values;

    if (!builder->count)
        return fail_at(builder, (yaml_mark_t){ 0 }, "the document is empty",
                       "");
    values = tn__arena_alloc(builder->arena, builder->count * sizeof(*values));
    document->places = tn__arena_alloc(
        builder->arena, builder->count * sizeof(*document->places));
    if (!values || !document->places)
        return no_memory(builder);
    memcpy(values, builder->values, builder->count * sizeof(*values));
    memcpy(document->places, builder->places,
           builder->count * sizeof(*document->places));
    document->root = values;
    document->count = builder->count;
    return 0;
}

int tn__yaml_read(struct tn__document *document,
                  struct tn__arena *arena,
                  const struct tn__source *source,
                  struct tn_error *error)
{
    struct builder *builder = tn__arena_zalloc(arena, sizeof(*builder));
    int status;

    if (!builder || !yaml_parser_initialize(&builder->parser))
        return tn_error_set(error, TN_ENOMEM, "out of memory");
    builder->arena = arena;
    builder->error = error;
    builder->alloc = *arena->alloc;
    yaml_parser_set_encoding(&builder->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(
        &builder->parser, (const unsigned char *)source->text, source->size);
    status = read_events(builder, source);
    if (status == 0)
        status = complete(builder, document);
    yaml_parser_delete(&builder->parser);
    resize(builder, builder->values, 0);
    resize(builder, builder->places, 0);
    return status;
}
