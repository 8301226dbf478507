/* The list of countries. */
#include "import/countries.h"

#include <string.h>

typedef struct country_name {
    char code[3];
    const char *name;
} country_name;

/* ISO 3166-1, with the usual English names; a country's first name is the one that is suggested. */
static const country_name NAMES[] = {
    {"AD", "Andorra"},
    {"AE", "United Arab Emirates"},
    {"AE", "UAE"},
    {"AF", "Afghanistan"},
    {"AG", "Antigua and Barbuda"},
    {"AG", "Antigua"},
    {"AI", "Anguilla"},
    {"AL", "Albania"},
    {"AM", "Armenia"},
    {"AO", "Angola"},
    {"AQ", "Antarctica"},
    {"AR", "Argentina"},
    {"AS", "American Samoa"},
    {"AT", "Austria"},
    {"AU", "Australia"},
    {"AW", "Aruba"},
    {"AX", "Aland Islands"},
    {"AZ", "Azerbaijan"},
    {"BA", "Bosnia and Herzegovina"},
    {"BB", "Barbados"},
    {"BD", "Bangladesh"},
    {"BE", "Belgium"},
    {"BF", "Burkina Faso"},
    {"BG", "Bulgaria"},
    {"BH", "Bahrain"},
    {"BI", "Burundi"},
    {"BJ", "Benin"},
    {"BL", "Saint Barthelemy"},
    {"BM", "Bermuda"},
    {"BN", "Brunei"},
    {"BN", "Brunei Darussalam"},
    {"BO", "Bolivia"},
    {"BO", "Bolivia, Plurinational State of"},
    {"BQ", "Caribbean Netherlands"},
    {"BQ", "Bonaire, Sint Eustatius and Saba"},
    {"BR", "Brazil"},
    {"BS", "Bahamas"},
    {"BT", "Bhutan"},
    {"BV", "Bouvet Island"},
    {"BW", "Botswana"},
    {"BY", "Belarus"},
    {"BZ", "Belize"},
    {"CA", "Canada"},
    {"CC", "Cocos Islands"},
    {"CC", "Cocos (Keeling) Islands"},
    {"CD", "Democratic Republic of the Congo"},
    {"CD", "Congo, Democratic Republic of the"},
    {"CD", "Congo - Kinshasa"},
    {"CD", "DR Congo"},
    {"CF", "Central African Republic"},
    {"CG", "Congo"},
    {"CG", "Congo - Brazzaville"},
    {"CH", "Switzerland"},
    {"CI", "Cote d'Ivoire"},
    {"CI", "Ivory Coast"},
    {"CK", "Cook Islands"},
    {"CL", "Chile"},
    {"CM", "Cameroon"},
    {"CN", "China"},
    {"CN", "Mainland China"},
    {"CN", "China, Mainland"},
    {"CN", "The Mainland"},
    {"CO", "Colombia"},
    {"CR", "Costa Rica"},
    {"CU", "Cuba"},
    {"CV", "Cape Verde"},
    {"CV", "Cabo Verde"},
    {"CW", "Curacao"},
    {"CX", "Christmas Island"},
    {"CY", "Cyprus"},
    {"CZ", "Czechia"},
    {"CZ", "Czech Republic"},
    {"DE", "Germany"},
    {"DJ", "Djibouti"},
    {"DK", "Denmark"},
    {"DM", "Dominica"},
    {"DO", "Dominican Republic"},
    {"DZ", "Algeria"},
    {"EC", "Ecuador"},
    {"EE", "Estonia"},
    {"EG", "Egypt"},
    {"EH", "Western Sahara"},
    {"ER", "Eritrea"},
    {"ES", "Spain"},
    {"ET", "Ethiopia"},
    {"FI", "Finland"},
    {"FJ", "Fiji"},
    {"FK", "Falkland Islands"},
    {"FK", "Falkland Islands (Malvinas)"},
    {"FM", "Micronesia"},
    {"FM", "Micronesia, Federated States of"},
    {"FO", "Faroe Islands"},
    {"FO", "Faeroe Islands"},
    {"FR", "France"},
    {"GA", "Gabon"},
    {"GB", "United Kingdom"},
    {"GB", "UK"},
    {"GB", "Great Britain"},
    {"GB", "United Kingdom of Great Britain and Northern Ireland"},
    {"GD", "Grenada"},
    {"GE", "Georgia"},
    {"GF", "French Guiana"},
    {"GG", "Guernsey"},
    {"GH", "Ghana"},
    {"GI", "Gibraltar"},
    {"GL", "Greenland"},
    {"GM", "Gambia"},
    {"GN", "Guinea"},
    {"GP", "Guadeloupe"},
    {"GQ", "Equatorial Guinea"},
    {"GR", "Greece"},
    {"GS", "South Georgia and South Sandwich Islands"},
    {"GT", "Guatemala"},
    {"GU", "Guam"},
    {"GW", "Guinea-Bissau"},
    {"GY", "Guyana"},
    {"HK", "Hong Kong"},
    {"HK", "Hong Kong SAR"},
    {"HK", "China, Hong Kong Special Administrative Region"},
    {"HM", "Heard and McDonald Islands"},
    {"HN", "Honduras"},
    {"HR", "Croatia"},
    {"HT", "Haiti"},
    {"HU", "Hungary"},
    {"ID", "Indonesia"},
    {"IE", "Ireland"},
    {"IL", "Israel"},
    {"IM", "Isle of Man"},
    {"IN", "India"},
    {"IO", "British Indian Ocean Territory"},
    {"IQ", "Iraq"},
    {"IR", "Iran"},
    {"IR", "Iran, Islamic Republic of"},
    {"IS", "Iceland"},
    {"IT", "Italy"},
    {"JE", "Jersey"},
    {"JM", "Jamaica"},
    {"JO", "Jordan"},
    {"JP", "Japan"},
    {"KE", "Kenya"},
    {"KG", "Kyrgyzstan"},
    {"KH", "Cambodia"},
    {"KI", "Kiribati"},
    {"KM", "Comoros"},
    {"KN", "Saint Kitts and Nevis"},
    {"KP", "North Korea"},
    {"KP", "Korea, North"},
    {"KP", "Democratic People's Republic of Korea"},
    {"KR", "South Korea"},
    {"KR", "Korea"},
    {"KR", "Korea, South"},
    {"KW", "Kuwait"},
    {"KY", "Cayman Islands"},
    {"KZ", "Kazakhstan"},
    {"LA", "Laos"},
    {"LA", "Lao People's Democratic Republic"},
    {"LA", "Lao PDR"},
    {"LB", "Lebanon"},
    {"LC", "Saint Lucia"},
    {"LI", "Liechtenstein"},
    {"LK", "Sri Lanka"},
    {"LR", "Liberia"},
    {"LS", "Lesotho"},
    {"LT", "Lithuania"},
    {"LU", "Luxembourg"},
    {"LV", "Latvia"},
    {"LY", "Libya"},
    {"MA", "Morocco"},
    {"MC", "Monaco"},
    {"MD", "Moldova"},
    {"ME", "Montenegro"},
    {"MF", "Saint Martin"},
    {"MF", "Saint Martin (French part)"},
    {"MG", "Madagascar"},
    {"MH", "Marshall Islands"},
    {"MK", "North Macedonia"},
    {"MK", "Macedonia"},
    {"ML", "Mali"},
    {"MM", "Myanmar"},
    {"MM", "Burma"},
    {"MN", "Mongolia"},
    {"MO", "Macao"},
    {"MO", "Macau"},
    {"MO", "China, Macao Special Administrative Region"},
    {"MP", "Northern Mariana Islands"},
    {"MQ", "Martinique"},
    {"MR", "Mauritania"},
    {"MS", "Montserrat"},
    {"MT", "Malta"},
    {"MU", "Mauritius"},
    {"MV", "Maldives"},
    {"MW", "Malawi"},
    {"MX", "Mexico"},
    {"MY", "Malaysia"},
    {"MZ", "Mozambique"},
    {"NA", "Namibia"},
    {"NC", "New Caledonia"},
    {"NE", "Niger"},
    {"NF", "Norfolk Island"},
    {"NG", "Nigeria"},
    {"NI", "Nicaragua"},
    {"NL", "Netherlands"},
    {"NL", "Holland"},
    {"NO", "Norway"},
    {"NP", "Nepal"},
    {"NR", "Nauru"},
    {"NU", "Niue"},
    {"NZ", "New Zealand"},
    {"OM", "Oman"},
    {"PA", "Panama"},
    {"PE", "Peru"},
    {"PF", "French Polynesia"},
    {"PG", "Papua New Guinea"},
    {"PH", "Philippines"},
    {"PK", "Pakistan"},
    {"PL", "Poland"},
    {"PM", "Saint Pierre and Miquelon"},
    {"PN", "Pitcairn"},
    {"PN", "Pitcairn Islands"},
    {"PR", "Puerto Rico"},
    {"PS", "Palestine"},
    {"PS", "State of Palestine"},
    {"PT", "Portugal"},
    {"PW", "Palau"},
    {"PY", "Paraguay"},
    {"QA", "Qatar"},
    {"RE", "Reunion"},
    {"RO", "Romania"},
    {"RS", "Serbia"},
    {"RU", "Russia"},
    {"RU", "Russian Federation"},
    {"RW", "Rwanda"},
    {"SA", "Saudi Arabia"},
    {"SB", "Solomon Islands"},
    {"SC", "Seychelles"},
    {"SD", "Sudan"},
    {"SE", "Sweden"},
    {"SG", "Singapore"},
    {"SH", "Saint Helena"},
    {"SI", "Slovenia"},
    {"SJ", "Svalbard and Jan Mayen"},
    {"SJ", "Svalbard"},
    {"SK", "Slovakia"},
    {"SK", "Slovak Republic"},
    {"SL", "Sierra Leone"},
    {"SM", "San Marino"},
    {"SN", "Senegal"},
    {"SO", "Somalia"},
    {"SR", "Suriname"},
    {"SS", "South Sudan"},
    {"ST", "Sao Tome and Principe"},
    {"SV", "El Salvador"},
    {"SX", "Sint Maarten"},
    {"SX", "Sint Maarten (Dutch part)"},
    {"SY", "Syria"},
    {"SY", "Syrian Arab Republic"},
    {"SZ", "Eswatini"},
    {"SZ", "Swaziland"},
    {"TC", "Turks and Caicos Islands"},
    {"TD", "Chad"},
    {"TF", "French Southern Territories"},
    {"TG", "Togo"},
    {"TH", "Thailand"},
    {"TJ", "Tajikistan"},
    {"TK", "Tokelau"},
    {"TL", "Timor-Leste"},
    {"TL", "East Timor"},
    {"TM", "Turkmenistan"},
    {"TN", "Tunisia"},
    {"TO", "Tonga"},
    {"TR", "Turkiye"},
    {"TR", "Turkey"},
    {"TT", "Trinidad and Tobago"},
    {"TV", "Tuvalu"},
    {"TW", "Taiwan"},
    {"TW", "Taiwan, China"},
    {"TZ", "Tanzania"},
    {"TZ", "Tanzania, United Republic of"},
    {"TZ", "United Republic of Tanzania"},
    {"UA", "Ukraine"},
    {"UG", "Uganda"},
    {"UM", "United States Minor Outlying Islands"},
    {"US", "United States"},
    {"US", "USA"},
    {"US", "United States of America"},
    {"UY", "Uruguay"},
    {"UZ", "Uzbekistan"},
    {"VA", "Vatican City"},
    {"VA", "Holy See"},
    {"VA", "Vatican"},
    {"VC", "Saint Vincent and Grenadines"},
    {"VE", "Venezuela"},
    {"VE", "Venezuela, Bolivarian Republic of"},
    {"VG", "British Virgin Islands"},
    {"VG", "Virgin Islands (British)"},
    {"VI", "US Virgin Islands"},
    {"VI", "Virgin Islands (US)"},
    {"VI", "United States Virgin Islands"},
    {"VN", "Vietnam"},
    {"VU", "Vanuatu"},
    {"WF", "Wallis and Futuna"},
    {"WF", "Wallis and Futuna Islands"},
    {"WS", "Samoa"},
    {"YE", "Yemen"},
    {"YT", "Mayotte"},
    {"ZA", "South Africa"},
    {"ZM", "Zambia"},
    {"ZW", "Zimbabwe"},
};

enum { COUNT = sizeof NAMES / sizeof NAMES[0] };

/* U+00C0 to U+00FF without their accents; '*' where nothing is left. */
static const char BARE[] = "aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo*ouuuuyty";

/* The small letter without accent at `at`, 0 for anything else; *length = its bytes. */
static char letter_at(const char *at, size_t *length)
{
    unsigned char first = (unsigned char)at[0], second = first ? (unsigned char)at[1] : 0;
    *length = 1;
    if (first >= 'A' && first <= 'Z')
        return (char)(first - 'A' + 'a');
    if (first >= 'a' && first <= 'z')
        return (char)first;
    if (first != 0xc3 || second < 0x80 || second > 0xbf)
        return 0;
    *length = 2;
    char bare = BARE[second - 0x80];
    return bare == '*' ? 0 : bare;
}

/* Does a name mean the same without this word? */
static bool is_filler(const char *word)
{
    static const char *const fillers[] = {"the", "of", "and", "republic", "rep"};
    for (size_t i = 0; i < sizeof fillers / sizeof fillers[0]; i++) {
        if (strcmp(word, fillers[i]) == 0)
            return true;
    }
    return false;
}

/* Takes the word that begins at `text`: what belongs to it is appended to `word`. */
static const char *take_word(const char *text, char word[LW_FOLDED], size_t *count)
{
    size_t length;
    char letter;
    *count = 0;
    while (*text && ((letter = letter_at(text, &length)) != 0 || *text == '\'')) {
        if (letter && *count + 1 < LW_FOLDED)
            word[(*count)++] = letter;
        text += length;
    }
    word[*count] = '\0';
    return text;
}

bool lw_name_fold(const char *name, char key[LW_FOLDED])
{
    size_t used = 0;
    while (*name) {
        char word[LW_FOLDED];
        size_t count;
        const char *behind = take_word(name, word, &count);
        if (behind == name) { /* a digit counts, other marks do not */
            bool digit = *name >= '0' && *name <= '9';
            word[0] = *name++;
            word[1] = '\0';
            count = digit ? 1 : 0;
        } else {
            name = behind;
        }
        if (strcmp(word, "st") == 0) {
            memcpy(word, "saint", sizeof "saint");
            count = sizeof "saint" - 1;
        }
        if (count == 0 || is_filler(word))
            continue;
        if (used + count >= LW_FOLDED)
            return false;
        memcpy(key + used, word, count);
        used += count;
    }
    key[used] = '\0';
    return used > 0;
}

const char *lw_country_named(const char *name)
{
    char wanted[LW_FOLDED], key[LW_FOLDED];
    if (!lw_name_fold(name, wanted))
        return NULL;
    for (size_t i = 0; i < COUNT; i++) {
        if (lw_name_fold(NAMES[i].name, key) && strcmp(key, wanted) == 0)
            return NAMES[i].code;
    }
    return NULL;
}

bool lw_country_is_code(const char *code)
{
    for (size_t i = 0; i < COUNT; i++) {
        if (strcmp(NAMES[i].code, code) == 0)
            return true;
    }
    return false;
}

void lw_country_offer_names(lw_nearest *search)
{
    for (size_t i = 0; i < COUNT; i++)
        lw_nearest_offer(search, NAMES[i].name);
}
