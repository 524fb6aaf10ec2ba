/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "http/router.h"

#include <stdlib.h>

#include "base/arena.h"

#define METHOD_BIT(method) (1u << (method))

/* Every set of methods has its text, so that a 405 composes nothing. */
#define METHOD_SETS (1u << TN_METHOD_COUNT)

/* An endpoint where its path ends, with the names of its parameters. */
struct leaf {
    const struct tn__endpoint *endpoint;
    const struct tn_str *names;
};

struct node {
    struct tn_str prefix;  /* of a static node: the text it stands for */
    struct node *children; /* static ones, no two with the same first byte */
    struct node *next;     /* sibling */
    struct node *param;    /* {name}: one segment, not empty */
    struct node *rest;     /* {name:path}: all that is left, also nothing */
    unsigned methods;      /* METHOD_BIT of each leaf */
    struct leaf leaves[TN_METHOD_COUNT];
};

struct tn__router {
    struct tn__arena arena;
    struct node root;
    const char *allow[METHOD_SETS];
};

static const char *const method_names[TN_METHOD_COUNT] = {
#define METHOD_NAME(name, text) [name] = text,
    TN_METHODS(METHOD_NAME)
#undef METHOD_NAME
};

/* The order of Allow. */
static const enum tn_method allow_order[] = {
    TN_GET, TN_HEAD, TN_POST, TN_PUT, TN_PATCH, TN_DELETE, TN_OPTIONS,
};

/* -- Building -------------------------------------------------------------- */

static struct node *node_new(struct tn__router *router, struct tn_str prefix)
{
    struct node *node = tn__arena_zalloc(&router->arena, sizeof(*node));

    if (node)
        node->prefix = prefix;
    return node;
}

static size_t common_prefix(struct tn_str a, struct tn_str b)
{
    size_t size = 0;

    while (size < a.len && size < b.len && a.ptr[size] == b.ptr[size])
        size++;
    return size;
}

/* Cuts a node after `size` bytes: what it held moves to a child. */
static bool split(struct tn__router *router, struct node *node, size_t size)
{
    struct node *tail = node_new(router, node->prefix);
    struct node *next = node->next;

    if (!tail)
        return false;
    *tail = *node;
    tail->next = NULL;
    tail->prefix.ptr += size;
    tail->prefix.len -= size;
    *node = (struct node){
        .prefix = { node->prefix.ptr, size },
        .children = tail,
        .next = next,
    };
    return true;
}

/* Returns the node that stands for `text` below `node`, made if need be. */
static struct node *
descend(struct tn__router *router, struct node *node, struct tn_str text)
{
    while (node && text.len) {
        struct node *child = node->children;
        size_t common;

        while (child && child->prefix.ptr[0] != text.ptr[0])
            child = child->next;
        if (!child) {
            child = node_new(router, text);
            if (!child)
                return NULL;
            child->next = node->children;
            node->children = child;
        }
        common = common_prefix(child->prefix, text);
        if (common < child->prefix.len && !split(router, child, common))
            return NULL;
        text.ptr += common;
        text.len -= common;
        node = child;
    }
    return node;
}

static struct node *descend_into(struct tn__router *router, struct node **child)
{
    if (!*child)
        *child = node_new(router, (struct tn_str){ 0 });
    return *child;
}

/* What stands between slashes in a route's path. */
struct segment {
    struct tn_str text; /* static text, or the parameter's name */
    bool is_param;
    bool is_rest;
};

static int no_memory(struct tn_error *error)
{
    return tn_error_set(error, TN_ENOMEM, "routes: %s",
                        tn_error_text(TN_ENOMEM));
}

static int malformed(struct tn_error *error, const char *path, const char *why)
{
    return tn_error_set(error, TN_EUSAGE, "route \"%s\": %s", path, why);
}

static bool is_name(struct tn_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool is_letter =
            c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

        if (!is_letter && (i == 0 || c < '0' || c > '9'))
            return false;
    }
    return text.len > 0;
}

static int parse_segment(const char *path,
                         struct tn_str text,
                         struct segment *out,
                         struct tn_error *error)
{
    static const char rest[] = ":path";
    size_t rest_size = sizeof(rest) - 1;
    bool opens = text.len && text.ptr[0] == '{';
    bool closes = text.len && text.ptr[text.len - 1] == '}';

    *out = (struct segment){ .text = text };
    if (!opens && !memchr(text.ptr, '{', text.len) &&
        !memchr(text.ptr, '}', text.len))
        return 0;
    if (!opens || !closes)
        return malformed(error, path, "a parameter is a whole segment: {name}");
    out->is_param = true;
    out->text = (struct tn_str){ text.ptr + 1, text.len - 2 };
    if (out->text.len > rest_size &&
        memcmp(out->text.ptr + out->text.len - rest_size, rest, rest_size) ==
            0) {
        out->is_rest = true;
        out->text.len -= rest_size;
    }
    if (!is_name(out->text))
        return malformed(error, path,
                         "a parameter's name is letters, digits and _");
    return 0;
}

/* Follows one route's path through the tree. */
struct walk {
    struct tn__router *router;
    const char *path;
    struct node *node;
    struct tn_str *names;
    size_t name_count;
};

static int
add_param(struct walk *walk, const struct segment *segment, bool is_last)
{
    struct node *node = walk->node;
    struct tn_str name = tn__arena_copy(&walk->router->arena, segment->text.ptr,
                                        segment->text.len);

    if (segment->is_rest && !is_last)
        return TN_EUSAGE;
    if (!name.ptr)
        return TN_ENOMEM;
    walk->names[walk->name_count++] = name;
    walk->node = descend_into(walk->router,
                              segment->is_rest ? &node->rest : &node->param);
    return walk->node ? 0 : TN_ENOMEM;
}

static bool has_name(const struct walk *walk, struct tn_str name)
{
    for (size_t i = 0; i < walk->name_count; i++)
        if (tn_str_equal(walk->names[i], name))
            return true;
    return false;
}

static int add_segment(struct walk *walk,
                       struct tn_str text,
                       bool is_last,
                       struct tn_error *error)
{
    struct segment segment;
    int failure = parse_segment(walk->path, text, &segment, error);

    if (failure)
        return failure;
    if (!segment.is_param) {
        walk->node = descend(walk->router, walk->node, segment.text);
        return walk->node ? 0 : no_memory(error);
    }
    if (walk->name_count == TN__ROUTER_PARAMS)
        return malformed(error, walk->path, "more than 16 parameters");
    if (has_name(walk, segment.text))
        return malformed(error, walk->path, "a parameter stands twice");
    failure = add_param(walk, &segment, is_last);
    if (failure == TN_EUSAGE)
        return malformed(error, walk->path,
                         "{name:path} may only be the last segment");
    return failure ? no_memory(error) : 0;
}

/* Walks to the node where the path ends. */
static int add_path(struct walk *walk, struct tn_error *error)
{
    static const struct tn_str slash = TN_STR("/");
    const char *at = walk->path;

    if (*at != '/')
        return malformed(error, at, "a path begins with /");
    while (*at == '/') {
        size_t size = strcspn(++at, "/");
        int failure;

        walk->node = descend(walk->router, walk->node, slash);
        if (!walk->node)
            return no_memory(error);
        failure =
            add_segment(walk, (struct tn_str){ at, size }, !at[size], error);
        if (failure)
            return failure;
        at += size;
    }
    return 0;
}

static int add_endpoint(struct tn__router *router,
                        const struct tn__endpoint *endpoint,
                        struct tn_error *error)
{
    struct walk walk = {
        .router = router,
        .path = endpoint->path ? endpoint->path : "",
        .node = &router->root,
        .names = tn__arena_alloc(&router->arena,
                                 TN__ROUTER_PARAMS * sizeof(struct tn_str)),
    };
    struct leaf *leaf;
    int failure;

    if (!walk.names)
        return no_memory(error);
    if (endpoint->method <= TN_METHOD_NONE ||
        endpoint->method >= TN_METHOD_COUNT)
        return malformed(error, walk.path, "it has no method");
    failure = add_path(&walk, error);
    if (failure)
        return failure;
    leaf = &walk.node->leaves[endpoint->method];
    if (leaf->endpoint)
        return tn_error_set(error, TN_EUSAGE,
                            "routes \"%s %s\" and \"%s %s\" match the same "
                            "paths: remove one",
                            method_names[endpoint->method],
                            leaf->endpoint->path,
                            method_names[endpoint->method], walk.path);
    *leaf = (struct leaf){ .endpoint = endpoint, .names = walk.names };
    walk.node->methods |= METHOD_BIT(endpoint->method);
    return 0;
}

/* What a path answers: HEAD comes with GET, OPTIONS with everything. */
static unsigned answered_methods(unsigned methods)
{
    if (methods & METHOD_BIT(TN_GET))
        methods |= METHOD_BIT(TN_HEAD);
    return methods | METHOD_BIT(TN_OPTIONS);
}

static const char *allow_text(struct tn__arena *arena, unsigned methods)
{
    char text[64] = "";
    size_t size = 0;

    for (size_t i = 0; i < TN_COUNT(allow_order); i++) {
        const char *name = method_names[allow_order[i]];

        if (!(methods & METHOD_BIT(allow_order[i])))
            continue;
        if (size) {
            memcpy(text + size, ", ", 2);
            size += 2;
        }
        memcpy(text + size, name, strlen(name));
        size += strlen(name);
    }
    return tn__arena_copy(arena, text, size).ptr;
}

static int fill_allow(struct tn__router *router, struct tn_error *error)
{
    for (unsigned methods = 0; methods < METHOD_SETS; methods++) {
        router->allow[methods] =
            allow_text(&router->arena, answered_methods(methods));
        if (!router->allow[methods])
            return no_memory(error);
    }
    return 0;
}

struct tn__router *tn__router_new(const struct tn__endpoint *endpoints,
                                  size_t count,
                                  struct tn_error *error)
{
    struct tn__router *router = calloc(1, sizeof(*router));
    int failure;

    if (!router) {
        no_memory(error);
        return NULL;
    }
    tn__arena_init(&router->arena, NULL, 16384, 0);
    failure = fill_allow(router, error);
    for (size_t i = 0; i < count && !failure; i++)
        failure = add_endpoint(router, &endpoints[i], error);
    if (failure) {
        tn__router_free(router);
        return NULL;
    }
    return router;
}

void tn__router_free(struct tn__router *router)
{
    if (!router)
        return;
    tn__arena_deinit(&router->arena);
    free(router);
}

/* -- Matching -------------------------------------------------------------- */

struct search {
    enum tn_method method;
    struct tn__match *match;
    unsigned methods; /* of the paths that matched but for the method */
};

static bool take_leaf(struct search *search, const struct node *node)
{
    const struct leaf *leaf = &node->leaves[search->method];
    struct tn__match *match = search->match;

    if (!leaf->endpoint && search->method == TN_HEAD)
        leaf = &node->leaves[TN_GET];
    search->methods |= node->methods;
    if (!leaf->endpoint)
        return false;
    match->endpoint = leaf->endpoint;
    for (size_t i = 0; i < match->param_count; i++)
        match->params[i].name = leaf->names[i];
    return true;
}

static bool
find(struct search *search, const struct node *node, struct tn_str path);

/* Tries a child with the first `size` bytes as its parameter's value. */
static bool find_param(struct search *search,
                       const struct node *child,
                       struct tn_str path,
                       size_t size)
{
    struct tn__match *match = search->match;

    match->params[match->param_count++].value =
        (struct tn_str){ path.ptr, size };
    path.ptr += size;
    path.len -= size;
    if (find(search, child, path))
        return true;
    match->param_count--;
    return false;
}

static bool
find_static(struct search *search, const struct node *node, struct tn_str path)
{
    const struct node *child = node->children;

    while (child && child->prefix.ptr[0] != path.ptr[0])
        child = child->next;
    if (!child || child->prefix.len > path.len ||
        memcmp(child->prefix.ptr, path.ptr, child->prefix.len) != 0)
        return false;
    path.ptr += child->prefix.len;
    path.len -= child->prefix.len;
    return find(search, child, path);
}

static bool
find_segment(struct search *search, const struct node *node, struct tn_str path)
{
    const char *slash = memchr(path.ptr, '/', path.len);
    size_t size = slash ? (size_t)(slash - path.ptr) : path.len;

    return size && find_param(search, node->param, path, size);
}

/* A node is entered at one place of the path only, so a search visits each node
 * once at most, and recurses no deeper than the longest route. */
static bool
find(struct search *search, const struct node *node, struct tn_str path)
{
    if (!path.len) {
        if (node->methods && take_leaf(search, node))
            return true;
    } else {
        if (find_static(search, node, path))
            return true;
        if (node->param && find_segment(search, node, path))
            return true;
    }
    return node->rest && find_param(search, node->rest, path, path.len);
}

void tn__router_match(const struct tn__router *router,
                      enum tn_method method,
                      struct tn_str path,
                      struct tn__match *match)
{
    struct search search = { .method = method, .match = match };

    match->endpoint = NULL;
    match->allow = NULL;
    match->param_count = 0;
    if (find(&search, &router->root, path))
        return;
    if (search.methods)
        match->allow = router->allow[search.methods];
}
