/* What is legal but looks like a mistake. */
#include "support/catalog_dir.h"

#define RUN(cases) dir_run_cases(cases, sizeof cases / sizeof cases[0], true)

#define LANES "lane,carrier,mode,from,to,days\nL1,X,postal,A,B,5\nL2,X,express,B,Z,5\n"

static void places_without_lanes_are_told(void **state)
{
    (void)state;
    static const dir_case cases[] = {
        {"the basics are fine", {NULL}, ""},
        {"nodes",
         {"nodes.csv",
          "node,country,kind\nA,CN,origin\nB,US,hub\nC,US,hub\nD,US,overseas_warehouse\nE,US,hub\n",
          "lanes.csv", LANES "L3,X,postal,C,B,5\nL4,X,postal,D,B,5\nL5,X,postal,A,E,5\n",
          "rates/x.csv", "card\nL3\nL4\nL5\n", "stock.csv", "node,sku\nD,*\n", NULL},
         "warning nodes.csv:4:1: no lane reaches node 'C', and it is no origin and has no stock\n"
         "warning nodes.csv:6:1: no lane leaves node 'E'"},
        {"a node apart",
         {"nodes/x.csv", "kind,node,country\nhub,C,US\n", NULL},
         "warning nodes/x.csv:2:2: no lane touches node 'C'"},
        {"zones",
         {"zones.csv", "zone,country\nZ,US\nY,US\nY,US\n", NULL},
         "warning zones.csv:3:1: no lane serves zone 'Y'"},
        {"postcodes that no postcode lies between",
         {"zones.csv",
          "zone,country,postcode_from,postcode_to\nZ,US,9,10\nZ,US,90,9\nZ,US,901,90\nZ,US,91,9000\n",
          NULL},
         "warning zones.csv:2:4: no postcode lies between '9' and '10'\n"
         "warning zones.csv:5:4: no postcode lies between '91' and '9000'"},
        {"carriers",
         {"carriers.csv", "carrier,currency\nX,USD\nY,USD\n", NULL},
         "warning carriers.csv:3:1: carrier 'Y' has no lane"},
        {"calendars",
         {"calendars.csv", "calendar,work_days\nC,\nD,Mon\n", "nodes.csv",
          "node,country,kind,calendar\nA,CN,origin,D\nB,US,hub,\n", NULL},
         "warning calendars.csv:2:1: calendar 'C' is used by no node, lane or customs row"},
        {"codes that are none",
         {"zones.csv", "zone,country,postcode_from\nZ,us,1\nZ,us,2\nY,China,\nW,U1,\n", "lanes.csv",
          LANES "L3,X,postal,B,Y,5\nL4,X,postal,B,W,5\n", "rates/x.csv", "card\nL3\nL4\n",
          "carriers.csv", "carrier,currency\nX,usd\n", "surcharges.csv",
          "surcharge,amount,country,currency\nS,1,us|usa,USD\nS,1,China,usd\n", NULL},
         "warning zones.csv:2:2: country 'us' is not two capital letters, as ISO 3166-1 has them; "
         "did you mean 'US'?\n"
         "warning zones.csv:4:2: country 'China' is not two capital letters, as ISO 3166-1 has "
         "them\n"
         "warning zones.csv:5:2: country 'U1' is not two capital letters, as ISO 3166-1 has them\n"
         "warning carriers.csv:2:2: currency 'usd' is not three capital letters, as ISO 4217 has "
         "them; did you mean 'USD'?\n"
         "warning surcharges.csv:2:3: country 'usa' is not two capital letters, as ISO 3166-1 has "
         "them\n"
         "warning surcharges.csv:2:3: no zone lies in country 'usa'"},
        {"typical times outside their range",
         {"nodes.csv",
          "node,country,kind,dwell_hours,dwell_min_hours,dwell_max_hours\nA,CN,origin,1,2,\n"
          "B,US,hub,2,1,3\n",
          "lanes.csv",
          "lane,carrier,mode,from,to,min_days,days,max_days\nL1,X,postal,A,B,2,5,4\n"
          "L2,X,postal,B,Z,5,5,5\n",
          NULL},
         "warning nodes.csv:2:4: dwell_hours lies outside dwell_min_hours to dwell_max_hours\n"
         "warning lanes.csv:2:7: days lies outside min_days to max_days"},
    };
    RUN(cases);
}

static void lanes_that_carry_nothing_are_told(void **state)
{
    (void)state;
    static const dir_case cases[] = {
        {"limits the wrong way round",
         {"lanes.csv",
          "lane,carrier,mode,from,to,days,min_shipment_kg,max_shipment_kg,min_value,max_value\n"
          "L1,X,postal,A,B,5,2,1,,\nL2,X,postal,B,Z,5,1,1,10,9\n",
          NULL},
         "warning lanes.csv:2:8: lane 'L1' takes nothing: max_shipment_kg is below min_shipment_kg\n"
         "warning lanes.csv:3:10: lane 'L2' takes nothing: max_value is below min_value"},
        {"no departure",
         {"calendars.csv", "calendar\nC\n", "lanes.csv",
          "lane,carrier,mode,from,to,days,departs,calendar\nL1,X,postal,A,B,5,Sat|Sun,C\n"
          "L2,X,postal,B,Z,5,Sun|Mon,C\n",
          NULL},
         "warning lanes.csv:2:7: lane 'L1' never departs: no day of departs works in calendar 'C'"},
        {"to itself",
         {"lanes.csv", LANES "L3,X,postal,B,B,5\n", "rates/x.csv", "card\nL3\n", NULL},
         "warning lanes.csv:4:5: lane 'L3' ends where it starts"},
        {"currencies without a rate",
         {"fx.csv", "currency,rate\nEUR,1\nUSD,1.1\nHKD,8.9\n", "lanes.csv",
          "lane,carrier,mode,from,to,days,currency\nL1,X,postal,A,B,5,HDK\nL2,X,postal,B,Z,5,HDK\n",
          "handoffs.csv", "fee,currency,node,hours\n1,ABC,,\n", "carriers.csv",
          "carrier,currency\nX,USD\n", NULL},
         "warning lanes.csv:2:7: no exchange rate for 'HDK'; did you mean 'HKD'?\n"
         "warning handoffs.csv:2:2: no exchange rate for 'ABC'"},
    };
    RUN(cases);
}

static void cards_with_holes_are_told(void **state)
{
    (void)state;
    static const dir_case cases[] = {
        {"a gap",
         {"rates.csv", "card,over_kg,up_to_kg,per_kg\nL1,2.5,,1\nL1,,2,1\nL2,,,1\n", NULL},
         "warning rates.csv:2:2: card 'L1' has no bracket for weights over 2.000 up to 2.500 kg"},
        {"a gap on some days only, told once",
         {"rates.csv",
          "card,over_kg,up_to_kg,per_kg,valid_from,valid_to\nL1,,2,1,,2026-01-31\n"
          "L1,,1,1,2026-02-01,2026-03-01\nL1,,2,1,2026-03-02,\nL1,2,,1,,\nL2,,,1,,\n",
          NULL},
         "warning rates.csv:5:2: card 'L1' has no bracket for weights over 1.000 up to 2.000 kg"},
        {"no gap between brackets of different times",
         {"rates.csv",
          "card,over_kg,up_to_kg,per_kg,valid_from,valid_to\nL1,,1,1,,2026-01-31\n"
          "L1,2,3,1,2026-02-01,\nL2,,,1,,\n",
          NULL},
         ""},
        {"a card that nobody uses",
         {"rates/x.csv", "card\nL1-old\n", NULL},
         "warning rates/x.csv:2:1: card 'L1-old' is used by no lane or node"},
        {"a heavier bracket that is cheaper",
         {"rates.csv",
          "card,over_kg,up_to_kg,per_kg,flat\nL1,,2,10.25,0\nL1,2,5,8,1\nL1,5,,8,1\nL2,,,1,\n",
          NULL},
         "warning rates.csv:3:2: a heavier parcel is cheaper: just over 2.000 kg costs 17.008, "
         "2.000 kg costs 20.50 (rates.csv:2)"},
        {"steps, minimum and included weight count",
         {"rates.csv",
          "card,over_kg,up_to_kg,per_kg,step_kg,min_charge,included_kg,flat\nL1,,2,10,,,,\n"
          "L1,2,4,8,0.5,,,\nL1,4,6,1,,32,,\nL1,6,,1,1,,6,31\nL2,,,1,,,,\n",
          NULL},
         ""},
        {"more included than a bracket holds",
         {"rates.csv",
          "card,over_kg,up_to_kg,flat,per_kg,included_kg\nL1,,2,10,0,5\nL1,2,20,22,9.8,40.5\n"
          "L1,20,,300,9,40\nL2,,2,10,1,2\n",
          NULL},
         "warning rates.csv:3:6: per_kg 9.80 is never charged: 40.500 kg are included and the "
         "bracket ends at 20.000 kg"},
        {"the lane's own step counts",
         {"lanes.csv",
          "lane,carrier,mode,from,to,days,step_kg\nL1,X,postal,A,B,5,0.5\n"
          "L2,X,express,B,Z,5,\n",
          "rates.csv", "card,over_kg,up_to_kg,per_kg\nL1,,2,10\nL1,2,,8\nL2,,,1\n", NULL},
         ""},
        {"lanes that use the next break know",
         {"lanes.csv",
          "lane,carrier,mode,from,to,days,next_break\nL1,X,postal,A,B,5,yes\nL2,X,express,B,Z,5,\n",
          "rates.csv", "card,over_kg,up_to_kg,per_kg\nL1,,2,10\nL1,2,,8\nL2,,,1\n", NULL},
         ""},
    };
    RUN(cases);
}

static void rules_that_nothing_meets_are_told(void **state)
{
    (void)state;
    static const dir_case cases[] = {
        {"surcharges",
         {"carriers.csv", "carrier,currency\nX,USD\nY,USD\n", "zones.csv",
          "zone,country\nZ,US\nG,GB\n", "lanes.csv", LANES "L3,Y,postal,A,G,5\n", "rates/x.csv",
          "card\nL3\n", "surcharges.csv",
          "surcharge,amount,carrier,mode,lane,zone,country\nS,1,X,postal,,,US|GB\nS,1,Y,express,,,\n"
          "S,1,,bonded_warehouse|overseas_warehouse,,,\nS,1,Y,,L1|L2,,\nS,1,X|Y,,L3,,\n"
          "S,1,,,L1,Z,\nS,1,,,L2,G,\nS,1,,,,Z|G,\nS,1,X,postal,,Z,\nS,1,,,,G,US\nS,1,,,,,FR\n",
          NULL},
         "warning surcharges.csv:3:3: the row never applies: no lane has all of its carrier, mode, "
         "lane and zone\n"
         "warning surcharges.csv:4:4: the row never applies: no lane has all of its carrier, mode, "
         "lane and zone\n"
         "warning surcharges.csv:5:3: the row never applies: no lane has all of its carrier, mode, "
         "lane and zone\n"
         "warning surcharges.csv:7:5: the row never applies: no lane has all of its carrier, mode, "
         "lane and zone\n"
         "warning surcharges.csv:8:5: the row never applies: no lane has all of its carrier, mode, "
         "lane and zone\n"
         "warning surcharges.csv:10:3: the row never applies: no lane has all of its carrier, mode, "
         "lane and zone\n"
         "warning surcharges.csv:11:6: zone 'G' lies in none of the row's countries\n"
         "warning surcharges.csv:12:7: no zone lies in country 'FR'"},
        {"restrictions",
         {"restrictions.csv",
          "restriction,reason,carrier,mode,origin_country,country,flag\nR,x,X,bonded_warehouse,,,\n"
          "R,x,,,FR,DE,\nR,x,,,,,\nR,x,,,CN,US,battery\n",
          NULL},
         "warning restrictions.csv:2:3: the row never applies: no lane has all of its carrier, "
         "mode and lane\n"
         "warning restrictions.csv:3:5: no node stands in country 'FR'\n"
         "warning restrictions.csv:3:6: no zone lies in country 'DE'\n"
         "warning restrictions.csv:4:1: the row forbids every shipment"},
        {"handoffs",
         {"carriers.csv", "carrier,currency\nX,USD\nY,USD\n", "lanes.csv",
          LANES "L3,Y,postal,B,Z,5\n", "rates/x.csv", "card\nL3\n", "handoffs.csv",
          "node,from_carrier,to_carrier,hours\nB,X,Y,1\nB,Y,X,1\n,X,,1\n,,,1\nA,,,1\n,X,X,1\n,Y,,1\n",
          NULL},
         "warning handoffs.csv:3:1: the row never applies: no such carriers meet there\n"
         "warning handoffs.csv:6:1: the row never applies: no such carriers meet there\n"
         "warning handoffs.csv:7:3: the row never applies: 'X' does not hand over to itself\n"
         "warning handoffs.csv:8:2: the row never applies: no such carriers meet there"},
        {"customs",
         {"customs.csv",
          "country,direction,mode,currency,min_hours,hours\nUS,import,,USD,,\nCN,import,,CNY,,\n"
          "FR,export,,EUR,,\nUS,import,bonded_warehouse,USD,,\nCN,export,postal,CNY,3,2\n",
          NULL},
         "warning customs.csv:3:1: the row never applies: no zone lies in country 'CN'\n"
         "warning customs.csv:4:1: the row never applies: no node stands in country 'FR'\n"
         "warning customs.csv:5:3: the row never applies: no lane has mode 'bonded_warehouse'\n"
         "warning customs.csv:6:6: hours lies outside min_hours to max_hours"},
        {"entries from a bonded warehouse, whatever the mode of the lane",
         {"nodes.csv", "node,country,kind\nA,CN,origin\nB,US,bonded_warehouse\n", "customs.csv",
          "country,direction,mode,currency\nUS,import,bonded_warehouse,USD\n", "duties.csv",
          "country,currency,mode\nUS,USD,bonded_warehouse\n", NULL},
         ""},
        {"duties",
         {"countries.csv", "country,area\nUS,NA\nCA,NA\n", "nodes/x.csv",
          "node,country,kind\nC,CA,origin\n", "lanes.csv", LANES "L3,X,postal,C,Z,5\n",
          "rates/x.csv", "card\nL3\n", "duties.csv",
          "country,currency,mode,origin_country\nCN,CNY,,\nUS,USD,overseas_warehouse,\nUS,USD,,FR\n"
          "US,USD,,CA\nUS,USD,,CN\n",
          NULL},
         "warning duties.csv:2:1: the row never applies: no zone lies in country 'CN'\n"
         "warning duties.csv:3:3: the row never applies: no lane has mode 'overseas_warehouse'\n"
         "warning duties.csv:4:4: the row never applies: no node stands in country 'FR'\n"
         "warning duties.csv:5:4: the row never applies: 'CA' and 'US' are one customs area"},
        {"stock and storage",
         {"nodes.csv",
          "node,country,kind\nA,CN,origin\nB,US,overseas_warehouse\nC,GB,overseas_warehouse\n",
          "lanes.csv", LANES "L3,X,postal,C,B,5\n", "rates/x.csv", "card\nL3\n", "stock.csv",
          "node,sku\nC,*\n", "storage.csv", "node,currency\nB,USD\nC,USD\n", NULL},
         "warning stock.csv:2:1: the stock is of no use: no zone lies in the customs area of node "
         "'C'\n"
         "warning storage.csv:2:1: the row is never charged: no stock at node 'B'"},
    };
    RUN(cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_without_lanes_are_told),
        cmocka_unit_test(lanes_that_carry_nothing_are_told),
        cmocka_unit_test(cards_with_holes_are_told),
        cmocka_unit_test(rules_that_nothing_meets_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
