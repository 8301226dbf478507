# What the builds share: TAP, and the comparison with the default build. Sourced by the scripts here.
# BUILD is the default build's folder.

count=0 failed=0
output=$(mktemp) || exit 2
trap 'rm -f "$output" "$output".*' EXIT

# check NAME COMMAND...: one test; it passes when the command does, and check with it
check() {
    name=$1
    shift
    count=$((count + 1))
    if "$@" >"$output" 2>&1; then
        echo "ok $count - $name"
    else
        echo "not ok $count - $name"
        grep -v '^  [A-Z]* .*\.[a-z]*$' "$output" | sed 's/^/#   /' # not what make says of its progress
        failed=1
        return 1
    fi
}

# What is not built cannot be tried.
stop() {
    echo "1..$count"
    exit 1
}

# same_bytes PROGRAM: does it answer as the default build does? Shows the first that differ.
same_bytes() {
    "$PYTHON" tests/builds/outputs --program "$BUILD/lanewise" >"$output.default" &&
        "$PYTHON" tests/builds/outputs --program "$1" >"$output.here" || return
    diff "$output.default" "$output.here" >"$output.differ" && return
    head -n 12 "$output.differ"
    return 1
}

# A jobserver and flags of the make above are not for the one in here.
make_there() {
    env -u MAKEFLAGS -u MFLAGS -u CFLAGS -u CPPFLAGS -u LDFLAGS make --no-print-directory "$@"
}
