# The files named on the command line as a table of C: CLI_STARTER of cli/starter.h.
BEGIN {
    print "/* Made by src/cli/starter.awk from src/cli/starter. */"
    print "#include \"cli/starter.h\"\n"
}

FNR == 1 {
    if (count)
        print "    NULL};\n"
    name[++count] = FILENAME
    sub(/.*\//, "", name[count])
    print "static const char *const lines_" count "[] = {"
}

{
    gsub(/["\\]/, "\\\\&")
    print "    \"" $0 "\\n\","
}

END {
    print "    NULL};\n"
    print "const cli_starter_file CLI_STARTER[] = {"
    for (i = 1; i <= count; i++)
        print "    {\"" name[i] "\", lines_" i "},"
    print "    {NULL, NULL}};"
}
