/* Plans many shipments beside each other: one planner for all threads, one workspace a thread.
 *
 *     cc -pthread -o threads threads.c $(pkg-config --cflags --libs lanewise)
 *     ./threads DIR
 */
#include <lanewise/lanewise.h>

#include <pthread.h>
#include <stdio.h>
#include <string.h>

enum { THREADS = 4 };

static const char *const orders[] = {
    "{\"id\": \"A1\", \"origin\": \"CNSZX\", \"country\": \"US\", \"weight_kg\": 0.8}",
    "{\"id\": \"A2\", \"origin\": \"CNSZX\", \"country\": \"DE\", \"weight_kg\": 1.25}",
    "{\"id\": \"A3\", \"origin\": \"HKHKG\", \"country\": \"CA\", \"weight_kg\": 0.2}",
    "{\"id\": \"A4\", \"origin\": \"CNSZX\", \"country\": \"GB\", \"weight_kg\": \"heavy\"}",
    "{\"id\": \"A5\", \"origin\": \"CNSHA\", \"country\": \"JP\", \"weight_kg\": 2, \"value\": 90}",
    "{\"id\": \"A6\", \"origin\": \"CNSZX\", \"country\": \"AQ\", \"weight_kg\": 1}",
};
enum { ORDERS = sizeof orders / sizeof *orders };

typedef char answer[640];

/* What the threads share. */
typedef struct job {
    const lw_planner *planner; /* read-only: no lock */
    lw_options options;
    pthread_mutex_t lock;
    size_t next;            /* under the lock: the order that nobody has taken yet */
    answer answers[ORDERS]; /* each written by the thread that took its order */
} job;

static size_t take_order(job *j)
{
    pthread_mutex_lock(&j->lock);
    size_t taken = j->next < ORDERS ? j->next++ : ORDERS;
    pthread_mutex_unlock(&j->lock);
    return taken;
}

static void tell(answer text, const lw_shipment *shipment, const lw_quote *quote,
                 const lw_error *err)
{
    char amount[32];
    const char *id = lw_shipment_id(shipment);
    if (err) {
        snprintf(text, sizeof(answer), "%s: %s: %s", id, err->field, err->message);
    } else if (quote->status == LW_QUOTE_NO_PLAN) {
        snprintf(text, sizeof(answer), "%s: no plan: %s", id, quote->message);
    } else {
        lw_decimal_format(amount, quote->plans[0].cost, quote->decimals);
        snprintf(text, sizeof(answer), "%s: %s %s by %s", id, amount, quote->currency,
                 quote->plans[0].legs[0].lane);
    }
}

/* The thread's own workspace, shipment and quote serve one order after the other. */
static void *work(void *context)
{
    job *j = context;
    lw_workspace *workspace = NULL;
    lw_shipment *shipment = NULL;
    lw_quote quote = {0};
    lw_error err;
    if (lw_workspace_new(j->planner, &workspace, &err) == LW_OK &&
        lw_shipment_new(&shipment, &err) == LW_OK) {
        for (size_t i; (i = take_order(j)) < ORDERS;) {
            lw_shipment_clear(shipment);
            lw_status status = lw_shipment_read_json(shipment, orders[i], strlen(orders[i]), &err);
            if (status == LW_OK)
                status = lw_plan_shipment(workspace, shipment, &j->options, &quote, &err);
            tell(j->answers[i], shipment, &quote, status == LW_OK ? NULL : &err);
        }
    }
    lw_quote_release(&quote);
    lw_shipment_free(shipment);
    lw_workspace_free(workspace);
    return NULL;
}

int main(int argc, char **argv)
{
    lw_catalog *catalog = NULL;
    lw_planner *planner = NULL;
    lw_error err;
    if (lw_catalog_load(argc > 1 ? argv[1] : "data", NULL, NULL, &catalog, &err) != LW_OK ||
        lw_planner_new(catalog, &planner, &err) != LW_OK) {
        fprintf(stderr, "%s\n", err.message);
        lw_catalog_free(catalog);
        return 1;
    }

    job j = {.planner = planner, .lock = PTHREAD_MUTEX_INITIALIZER};
    pthread_t threads[THREADS];
    int started = 0;
    lw_options_init(&j.options);
    lw_options_set(&j.options, "ship_date", "2026-11-23", NULL);
    while (started < THREADS && pthread_create(&threads[started], NULL, work, &j) == 0)
        started++;
    for (int i = 0; i < started; i++)
        pthread_join(threads[i], NULL);

    for (size_t i = 0; i < ORDERS; i++)
        printf("%s\n", j.answers[i][0] ? j.answers[i] : "not planned: out of memory");
    lw_planner_free(planner);
    lw_catalog_free(catalog);
    return started > 0 ? 0 : 1;
}
