#include <curl/curl.h>

// Swift does not import variadic functions; these fix the type of the one argument.
static inline CURLcode purr_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode purr_curl_set_string(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode purr_curl_set_list(
    CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}
typedef size_t (*purr_curl_transfer)(char *, size_t, size_t, void *);
static inline CURLcode purr_curl_set_read(CURL *handle, purr_curl_transfer read, void *state) {
    curl_easy_setopt(handle, CURLOPT_READFUNCTION, read);
    return curl_easy_setopt(handle, CURLOPT_READDATA, state);
}
static inline CURLcode purr_curl_set_header(CURL *handle, purr_curl_transfer write, void *state) {
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, write);
    return curl_easy_setopt(handle, CURLOPT_HEADERDATA, state);
}
static inline CURLcode purr_curl_set_debug(CURL *handle, curl_debug_callback trace, void *state) {
    curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, trace);
    return curl_easy_setopt(handle, CURLOPT_DEBUGDATA, state);
}
static inline CURLcode purr_curl_get_long(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}
static inline CURLcode purr_curl_set_write(CURL *handle, purr_curl_transfer write, void *state) {
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, write);
    return curl_easy_setopt(handle, CURLOPT_WRITEDATA, state);
}
static inline CURLcode purr_curl_get_offset(CURL *handle, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(handle, info, value);
}
