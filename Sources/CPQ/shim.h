#include <libpq-fe.h>

// The fields of an error that are asked for; their names in libpq are characters, which Swift does not import.
static inline const char *purr_pq_state(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_SQLSTATE);
}
static inline const char *purr_pq_message(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
}

// Notices of the server belong in no one's terminal.
static inline void purr_pq_ignore(void *context, const char *message) {}
static inline void purr_pq_silence(PGconn *connection) {
    PQsetNoticeProcessor(connection, purr_pq_ignore, 0);
}
