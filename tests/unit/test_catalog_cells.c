/* What single cells and rows must hold, each rule with its message and place. */
#include "support/catalog_dir.h"

#define RUN(cases) dir_run_cases(cases, sizeof cases / sizeof cases[0], false)

static void cells_hold_what_their_column_says(void **state)
{
    (void)state;
    static const dir_case cases[] = {
        {"required cell",
         {"zones.csv", "zone,country\nZ,US\nY,\n,US\n", NULL},
         "error zones.csv:3:2: country is required\nerror zones.csv:4:1: zone is required"},
        {"not an id",
         {"nodes.csv", "node,country,kind\nA,CN,origin\nB,US,hub\nC D,US,hub\n", NULL},
         "error nodes.csv:4:1: 'C D' is not an id: only A-Z a-z 0-9 _ . - are allowed"},
        {"an id of 64 characters and one of 65",
         {"rates.csv",
          "card,per_kg\nL1,1\nL2,1\n"
          "abcdefghijklmnopqrstuvwxyz.ABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789,1\n"
          "abcdefghijklmnopqrstuvwxyz.ABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789_,1\n",
          NULL},
         "error rates.csv:5:1: 'abcdefghijklmnopqrst...' is not an id: longer than 64 characters"},
        {"numbers",
         {"rates.csv",
          "card,over_kg,up_to_kg,flat,per_kg,step_kg\nL1,,1,1e3,1,\nL2,,1,-1,1.1234567,\n"
          "L3,1000001,,,,0.0001\n",
          NULL},
         "error rates.csv:2:4: '1e3' is not a decimal number; write it without an exponent\n"
         "error rates.csv:3:4: '-1' is not a decimal number; write it without a sign\n"
         "error rates.csv:3:5: '1.1234567' has more than 6 digits behind the point\n"
         "error rates.csv:4:2: 1000001 is above 1000000"},
        {"word with a slip",
         {"nodes.csv", "node,country,kind\nA,CN,orgin\nB,US,hub\n", NULL},
         "error nodes.csv:2:3: unknown kind 'orgin'; did you mean 'origin'?"},
        {"word far from all",
         {"nodes.csv", "node,country,kind\nA,CN,x\nB,US,hub\n", NULL},
         "error nodes.csv:2:3: unknown kind 'x'; it is origin, hub, overseas_warehouse or "
         "bonded_warehouse"},
        {"weekdays",
         {"calendars.csv", "calendar,work_days\nC,Mon|Tue|Wde\nD,Mon||Tue\n", NULL},
         "error calendars.csv:2:2: unknown work_days 'Wde'; did you mean 'Wed'?\n"
         "error calendars.csv:3:2: unknown work_days ''; it is Mon, Tue, Wed, Thu, Fri, Sat or "
         "Sun"},
        {"offsets",
         {"zones.csv", "zone,country,utc_offset\nZ,US,-14:00\nY,US,+14:01\nX,US,8\nW,US,+05:60\n",
          NULL},
         "error zones.csv:3:3: +14:01 is beyond -14:00 to +14:00\n"
         "error zones.csv:4:3: '8' is not an offset from UTC (such as +08:00)\n"
         "error zones.csv:5:3: '+05:60' is not an offset from UTC (such as +08:00)"},
        {"times of day",
         {"lanes.csv",
          "lane,carrier,mode,from,to,days,depart_time\nL1,X,postal,A,B,5,24:00\n"
          "L2,X,express,B,Z,5,9:30\n",
          NULL},
         "error lanes.csv:2:7: '24:00' is not a time of day (HH:MM)\n"
         "error lanes.csv:3:7: '9:30' is not a time of day (HH:MM)"},
        {"HS codes",
         {"duties.csv", "country,currency,hs_prefix\nUS,USD,85.04 40\nUS,USD,85x\nUS,USD,..\n",
          NULL},
         "error duties.csv:3:3: '85x' is not an HS code: digits, dots and spaces\n"
         "error duties.csv:4:3: '..' is not an HS code: digits, dots and spaces"},
        {"dates",
         {"holidays.csv", "calendar,date\nC,2026-02-30\n", "calendars.csv", "calendar\nC\n", NULL},
         "error holidays.csv:2:2: '2026-02-30' is not a day of the calendar"},
        {"lists of names",
         {"surcharges.csv", "surcharge,amount,carrier,mode\nS,1,X| X |Y,postal|expres\nT,1,X|,\n",
          NULL},
         "error surcharges.csv:2:3: unknown carrier 'Y'\n"
         "error surcharges.csv:2:4: unknown mode 'expres'; did you mean 'express'?\n"
         "error surcharges.csv:3:3: an item of the list is empty"},
        {"a control character in a message",
         {"nodes.csv", "node,country,kind\nA,CN,origin\nB,US,\"h\nub\"\n", NULL},
         "error nodes.csv:3:3: unknown kind 'h?ub'; did you mean 'hub'?"},
    };
    RUN(cases);
}

static void references_must_exist(void **state)
{
    (void)state;
    static const dir_case cases[] = {
        {"node",
         {"lanes.csv", "lane,carrier,mode,from,to,days\nL1,X,postal,C,B,5\n", NULL},
         "error lanes.csv:2:4: unknown node 'C'"},
        {"node with a slip",
         {"nodes.csv", "node,country,kind\nCNSZX,CN,origin\nB,US,hub\n", "lanes.csv",
          "lane,carrier,mode,from,to,days\nL1,X,postal,CNSXZ,B,5\n", NULL},
         "error lanes.csv:2:4: unknown node 'CNSXZ'; did you mean 'CNSZX'?"},
        {"node or zone",
         {"zones.csv", "zone,country\nUS-WEST,US\n", "lanes.csv",
          "lane,carrier,mode,from,to,days\nL1,X,postal,A,US-WETS,5\nL2,X,postal,A,nowhere,5\n",
          NULL},
         "error lanes.csv:2:5: unknown node or zone 'US-WETS'; did you mean 'US-WEST'?\n"
         "error lanes.csv:3:5: unknown node or zone 'nowhere'"},
        {"a zone is an end",
         {"lanes.csv", "lane,carrier,mode,from,to,days\nL1,X,postal,Z,B,5\n", NULL},
         "error lanes.csv:2:4: 'Z' is a zone; a node is needed here"},
        {"own card",
         {"rates.csv", "card\nL1\n", NULL},
         "error lanes.csv:3:1: card 'L2' (the lane's own) has no row in rates"},
        {"named card",
         {"lanes.csv", "lane,carrier,mode,from,to,days,card\nL1,X,postal,A,B,5,POST-A\n", NULL},
         "error lanes.csv:2:7: card 'POST-A' has no row in rates"},
        {"card of a node",
         {"nodes.csv", "node,country,kind,card,currency\nA,CN,origin,L3,CNY\nB,US,hub,,\n", NULL},
         "error nodes.csv:2:4: card 'L3' has no row in rates; did you mean 'L1'?"},
        {"calendars",
         {"calendars.csv", "calendar\nCN\n", "holidays.csv", "calendar,date\nCM,2026-01-01\n",
          "zones.csv", "zone,country\nZ,US\n", "customs.csv",
          "country,direction,currency,calendar\nUS,import,USD,US\n", NULL},
         "error customs.csv:2:4: unknown calendar 'US'\n"
         "error holidays.csv:2:1: unknown calendar 'CM'; did you mean 'CN'?"},
        {"what a broken table lacks is not held against others",
         {"nodes.csv", "node,country\nA,CN\n", "calendars.csv", "x\n", "holidays.csv",
          "calendar,date\nCN,2026-01-01\n", NULL},
         "error nodes.csv:1: missing required column 'kind'\n"
         "error calendars.csv:1: missing required column 'calendar'\n"
         "warning calendars.csv:1:1: unknown column 'x' is ignored"},
    };
    RUN(cases);
}

static void rows_are_consistent_in_themselves(void **state)
{
    (void)state;
    static const dir_case cases[] = {
        {"dates the wrong way round",
         {"rates.csv",
          "card,valid_from,valid_to\nL1,2026-02-01,2026-01-31\nL2,2026-02-01,2026-02-01\n", NULL},
         "error rates.csv:2:3: valid_to 2026-01-31 is before valid_from 2026-02-01"},
        {"empty brackets",
         {"rates.csv", "card,over_kg,up_to_kg\nL1,1,1\nL2,2,1.5\n", NULL},
         "error rates.csv:2:3: up_to_kg 1.000 is not above over_kg 1.000\n"
         "error rates.csv:3:3: up_to_kg 1.500 is not above over_kg 2.000"},
        {"steps of 0",
         {"rates.csv", "card,step_kg\nL1,0\nL2,0.001\n", "carriers.csv",
          "carrier,currency,step_kg\nX,USD,0.000\n", "lanes.csv",
          "lane,carrier,mode,from,to,days,step_kg\nL1,X,postal,A,B,5,0\n", NULL},
         "error carriers.csv:2:3: step_kg must be above 0\n"
         "error lanes.csv:2:7: step_kg must be above 0\n"
         "error rates.csv:2:2: step_kg must be above 0"},
        {"divisor of 0",
         {"carriers.csv", "carrier,currency,volumetric_divisor\nX,USD,0\n", NULL},
         "error carriers.csv:2:3: 0 is below 0.001"},
        {"no time",
         {"lanes.csv",
          "lane,carrier,mode,from,to,min_days,days,max_days\nL1,X,postal,A,B,3,,\n"
          "L2,X,postal,A,B,3,,6\n",
          NULL},
         "error lanes.csv:2:7: days is required unless min_days and max_days are given"},
        {"no currency",
         {"carriers.csv", "carrier,name\nX,Ex\n", NULL},
         "error lanes.csv:2:2: currency is required: carrier 'X' has none either\n"
         "error lanes.csv:3:2: currency is required: carrier 'X' has none either"},
        {"card of a node without currency",
         {"nodes.csv", "node,country,kind,card,currency\nA,CN,origin,L1,\nB,US,hub,,\n", NULL},
         "error nodes.csv:2:5: currency is required with a card"},
        {"fee without currency",
         {"handoffs.csv", "node,fee,currency\nA,1,\nB,0,\n", NULL},
         "error handoffs.csv:2:3: currency is required with a fee"},
        {"value without currency",
         {"restrictions.csv", "restriction,reason,over_value\nR,too dear,100\nR,because,\n", NULL},
         "error restrictions.csv:2:3: currency is required with over_value"},
        {"inbound cost without currency",
         {"nodes.csv", "node,country,kind\nA,CN,origin\nB,US,overseas_warehouse\n", "stock.csv",
          "node,sku,inbound_per_kg\nB,*,1\n", NULL},
         "error stock.csv:2:3: currency is required with inbound_per_kg"},
        {"stock where no goods can wait",
         {"stock.csv", "sku,node\n*,B\n", NULL},
         "error stock.csv:2:2: node 'B' is no warehouse: its kind is hub"},
        {"amounts by basis",
         {"surcharges.csv",
          "surcharge,basis,amount\nS,flat,1.123456\nS,pct_value,1.12345\nS,per_kg,x\n", NULL},
         "error surcharges.csv:3:3: '1.12345' has more than 4 digits behind the point\n"
         "error surcharges.csv:4:3: 'x' is not a decimal number"},
        {"bounds the wrong way round",
         {"surcharges.csv", "surcharge,amount,min_amount,max_amount\nS,1,3,2\n", "customs.csv",
          "country,direction,currency,value_fee_min,value_fee_max\nUS,import,USD,3,2\n", NULL},
         "error surcharges.csv:2:4: max_amount is below min_amount\n"
         "error customs.csv:2:5: value_fee_max is below value_fee_min"},
        {"more examinations than shipments",
         {"customs.csv",
          "country,direction,currency,exam_pct\nUS,import,USD,100\nUS,export,USD,100.0001\n", NULL},
         "error customs.csv:3:4: exam_pct is above 100"},
        {"no time and no column of it",
         {"lanes.csv", "lane,carrier,mode,from,to,max_days\nL1,X,postal,A,B,3\n", NULL},
         "error lanes.csv:2:6: days is required unless min_days and max_days are given"},
        {"empty bands",
         {"duties.csv", "country,currency,over_value,up_to_value\nUS,USD,0,0\nUS,USD,150,150\n",
          "nodes.csv", "node,country,kind\nA,CN,origin\nB,US,overseas_warehouse\n", "storage.csv",
          "node,currency,from_day,to_day\nB,USD,31,30\n", NULL},
         "error duties.csv:3:4: up_to_value is not above over_value\n"
         "error storage.csv:2:4: to_day is before from_day"},
    };
    RUN(cases);
}

static void one_error_does_not_hide_another(void **state)
{
    (void)state;
    static const dir_case cases[] = {
        {"of a lane",
         {"carriers.csv", "carrier\nX\n", "lanes.csv",
          "lane,carrier,mode,from,to,days,card,currency\nL1,X,postal,A,B,,NOPE,\n"
          "L2,X,postal,C,D,,,\nL2,X,post,A,B,,,USD\n",
          "rates.csv", "card\nL1\n", NULL},
         "error lanes.csv:2:6: days is required unless min_days and max_days are given\n"
         "error lanes.csv:2:7: card 'NOPE' has no row in rates\n"
         "error lanes.csv:2:8: currency is required: carrier 'X' has none either\n"
         "error lanes.csv:3:1: card 'L2' (the lane's own) has no row in rates\n"
         "error lanes.csv:3:4: unknown node 'C'\n"
         "error lanes.csv:3:5: unknown node or zone 'D'\n"
         "error lanes.csv:3:6: days is required unless min_days and max_days are given\n"
         "error lanes.csv:3:8: currency is required: carrier 'X' has none either\n"
         "error lanes.csv:4:1: duplicate lane 'L2', first in lanes.csv:3\n"
         "error lanes.csv:4:1: card 'L2' (the lane's own) has no row in rates\n"
         "error lanes.csv:4:3: unknown mode 'post'; did you mean 'postal'?\n"
         "error lanes.csv:4:6: days is required unless min_days and max_days are given"},
        {"of a node",
         {"nodes.csv", "node,country,kind,card\nA,CN,origin,PP\nB,US,hub,\nB,US,hub,L1\n", NULL},
         "error nodes.csv:2:4: card 'PP' has no row in rates\n"
         "error nodes.csv:2:4: currency is required with a card\n"
         "error nodes.csv:4:1: duplicate node 'B', first in nodes.csv:3\n"
         "error nodes.csv:4:4: currency is required with a card"},
        {"of a bracket",
         {"rates.csv",
          "card,over_kg,up_to_kg,flat,valid_from,valid_to\nL1,2,1,x,2026-02-01,2026-01-31\nL2,,,,,\n",
          NULL},
         "error rates.csv:2:3: up_to_kg 1.000 is not above over_kg 2.000\n"
         "error rates.csv:2:4: 'x' is not a decimal number\n"
         "error rates.csv:2:6: valid_to 2026-01-31 is before valid_from 2026-02-01"},
        {"of a zone",
         {"zones.csv", "zone,country,utc_offset,postcode_to\nZ,US,8,9\n", NULL},
         "error zones.csv:2:3: '8' is not an offset from UTC (such as +08:00)\n"
         "error zones.csv:2:4: postcode_from is required with postcode_to"},
        {"of rules and stock",
         {"handoffs.csv", "node,fee,hours\nQ,1,x\n", "restrictions.csv",
          "restriction,reason,over_value,lane\nR,x,5,Q\n", "stock.csv",
          "node,sku,inbound_per_kg,on_hand\nB,*,1,x\n", NULL},
         "error handoffs.csv:2:1: unknown node 'Q'\n"
         "error handoffs.csv:2:2: currency is required with a fee\n"
         "error handoffs.csv:2:3: 'x' is not a decimal number\n"
         "error restrictions.csv:2:3: currency is required with over_value\n"
         "error restrictions.csv:2:4: unknown lane 'Q'\n"
         "error stock.csv:2:1: node 'B' is no warehouse: its kind is hub\n"
         "error stock.csv:2:3: currency is required with inbound_per_kg\n"
         "error stock.csv:2:4: 'x' is not a decimal number"},
    };
    RUN(cases);
}

static void one_fault_is_told_once(void **state)
{
    (void)state;
    static const dir_case cases[] = {
        {"a rate of exchange that may be the base",
         {"fx.csv", "currency,rate\nUSD,x\nEUR,0.9\n", NULL},
         "error fx.csv:2:2: 'x' is not a decimal number"},
        {"a currency of exchange that may be the base",
         {"fx.csv", "currency,rate\nUS Dollar,1\nEUR,0.9\n", NULL},
         "error fx.csv:2:1: 'US Dollar' is not an id: only A-Z a-z 0-9 _ . - are allowed"},
        {"a row of exchange that may be the base",
         {"fx.csv", "currency,rate\nUSD\nEUR,0.9\n", NULL},
         "error fx.csv:2: the row has 1 cell, the header 2"},
        {"a carrier's currency",
         {"carriers.csv", "carrier,currency\nX,US Dollar\n", NULL},
         "error carriers.csv:2:2: 'US Dollar' is not an id: only A-Z a-z 0-9 _ . - are allowed"},
        {"a carrier's row",
         {"carriers.csv", "carrier,currency\nX\n", NULL},
         "error carriers.csv:2: the row has 1 cell, the header 2"},
        {"cells of a lane",
         {"carriers.csv", "carrier\nX\n", "lanes.csv",
          "lane,carrier,mode,from,to,days,min_days,card,currency\nL 3,X,postal,A,B,5,,,USD\n"
          "L4,X,postal,A,B,5d,,L1,US Dollar\nL5,X,postal,A,B,,x,L1,USD\nL6,Y,postal,A,B,1,,L2,\n",
          NULL},
         "error lanes.csv:2:1: 'L 3' is not an id: only A-Z a-z 0-9 _ . - are allowed\n"
         "error lanes.csv:3:6: '5d' is not a decimal number\n"
         "error lanes.csv:3:9: 'US Dollar' is not an id: only A-Z a-z 0-9 _ . - are allowed\n"
         "error lanes.csv:4:7: 'x' is not a decimal number\n"
         "error lanes.csv:5:2: unknown carrier 'Y'"},
        {"cells of other tables",
         {"nodes.csv", "node,country,kind,card,currency\nA,CN,origin,L1,C NY\nB,US,hub,,\n",
          "handoffs.csv", "node,fee,currency\nB,1,C NY\n", "rates.csv",
          "card,over_kg,up_to_kg\nL1,x,0\nL2,,\n", "zones.csv",
          "zone,country,postcode_from,postcode_to\nZ,US,9*,91\n", NULL},
         "error nodes.csv:2:5: 'C NY' is not an id: only A-Z a-z 0-9 _ . - are allowed\n"
         "error zones.csv:2:3: '9*' is not a postcode: letters and digits\n"
         "error rates.csv:2:2: 'x' is not a decimal number\n"
         "error handoffs.csv:2:3: 'C NY' is not an id: only A-Z a-z 0-9 _ . - are allowed"},
    };
    RUN(cases);
}

static void postcodes_are_bounds_that_can_be_compared(void **state)
{
    (void)state;
    static const dir_case cases[] = {
        {"all that is legal",
         {"zones.csv",
          "zone,country,postcode_from,postcode_to\nZ,US,,\nZ,US,9,\nZ,US,900-01,91 000\nZ,US,1,29\n"
          "G,GB,SE1,\nG,GB,se 10,SE10\nG,GB,SW1A,\nG,GB,SE,\nG,GB,AB,DD\nG,GB,SE1 7PB,SE17Z\n",
          NULL},
         ""},
        {"postcode_to alone",
         {"zones.csv", "zone,country,postcode_to\nZ,US,9\n", NULL},
         "error zones.csv:2:3: postcode_from is required with postcode_to"},
        {"not a postcode",
         {"zones.csv", "zone,country,postcode_from\nZ,US,9*\nY,US,-\n", NULL},
         "error zones.csv:2:3: '9*' is not a postcode: letters and digits\n"
         "error zones.csv:3:3: '-' is not a postcode"},
        {"GB: a range of districts, letters to a district, an outward code to a postcode",
         {"zones.csv",
          "zone,country,postcode_from,postcode_to\nZ,US,,\nG,GB,SE1,SE9\nG,GB,SE,SE1\nG,GB,SE1,SE17PB\n",
          NULL},
         "error zones.csv:3:4: 'SE1' to 'SE9' is no range of GB postcodes: give letters to letters "
         "(AB to DD), one district (SE1), or bounds of 5 and more characters\n"
         "error zones.csv:4:4: 'SE' to 'SE1' is no range of GB postcodes: give letters to letters "
         "(AB to DD), one district (SE1), or bounds of 5 and more characters\n"
         "error zones.csv:5:4: 'SE1' to 'SE17PB' is no range of GB postcodes: give letters to "
         "letters (AB to DD), one district (SE1), or bounds of 5 and more characters"},
    };
    RUN(cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_hold_what_their_column_says),
        cmocka_unit_test(references_must_exist),
        cmocka_unit_test(rows_are_consistent_in_themselves),
        cmocka_unit_test(one_error_does_not_hide_another),
        cmocka_unit_test(one_fault_is_told_once),
        cmocka_unit_test(postcodes_are_bounds_that_can_be_compared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
