"""Where the program's answer to an order and the oracle's differ."""

from decimal import Decimal

LINE_FIELDS = ("type", "place", "id", "amount", "currency", "card_amount", "card_currency",
               "payer")


def compare_answers(program, oracle, plans, top):
    """Yield (path, program's value, oracle's value) for each difference of one order."""
    if program.get("status") != oracle["status"]:
        yield "status", program.get("status"), oracle["status"]
        return
    if oracle["status"] != "ok" and not program.get("message"):
        yield "message", program.get("message"), "a reason"
    if oracle["status"] == "invalid":
        return
    for name in ("currency", "ship_date"):
        if name in oracle:
            yield from compare_values(name, program.get(name), oracle[name])
    ours, theirs = program.get("plans", []), oracle.get("plans", [])[:top]
    for index, (mine, yours) in enumerate(zip(ours, theirs)):
        yield from compare_plans(f"plans[{index}]", mine, yours)
    if len(ours) != len(theirs):
        yield "number of plans", len(ours), len(theirs)
    yield from compare_refusals(program, oracle, plans)


def compare_values(path, program, oracle):
    """Compare JSON values; keys that the oracle does not have are left alone."""
    if isinstance(oracle, dict) and isinstance(program, dict):
        for name, value in oracle.items():
            yield from compare_values(f"{path}.{name}", program.get(name), value)
    elif isinstance(oracle, list) and isinstance(program, list):
        if len(program) != len(oracle):
            yield f"{path} (length)", len(program), len(oracle)
        for index, (mine, yours) in enumerate(zip(program, oracle)):
            yield from compare_values(f"{path}[{index}]", mine, yours)
    elif program != oracle or isinstance(program, bool) != isinstance(oracle, bool):
        yield path, program, oracle


def compare_plans(path, program, oracle):
    """Compare two plans; charge lines are compared without regard to their order."""
    for name, value in oracle.items():
        if name != "charges":
            yield from compare_values(f"{path}.{name}", program.get(name), value)
    if "charges" in oracle:
        lines = program.get("charges") or []
        yield from compare_lines(f"{path}.charges", lines, oracle["charges"])
        yield from check_sum(path, program, lines)


def line_key(line):
    """What a charge line says, apart from its sources."""
    return tuple(line.get(name) for name in LINE_FIELDS)


def compare_lines(path, program, oracle):
    """Compare charge lines as multisets, lines of zero left out."""
    left = [line for line in program if line.get("amount") != 0]
    for line in oracle:
        if line["amount"] == 0:
            continue
        same = [mine for mine in left if line_key(mine) == line_key(line)]
        if not same:
            yield f"{path}: missing line", None, show_line(line)
            continue
        sources = set(line["source"])
        found = next((mine for mine in same if sources <= set(mine.get("source") or ())), None)
        if found is None:
            yield f"{path}: source of {show_line(line)}", same[0].get("source"), line["source"]
            found = same[0]
        left.remove(found)
    for line in left:
        yield f"{path}: extra line", show_line(line), None


def show_line(line):
    """A charge line on one line, for a message."""
    return " ".join(str(value) for value in line_key(line) if value is not None)


def check_sum(path, plan, lines):
    """The program's own charge lines must add up to its totals."""
    totals = {"total": Decimal(0), "buyer_pays": Decimal(0)}
    for line in lines:
        name = "buyer_pays" if line.get("payer") == "buyer" else "total"
        totals[name] += line.get("amount", 0)
    for name, amount in totals.items():
        shown = (plan.get("cost") or {}).get(name, Decimal(0))
        if shown != amount:
            yield f"{path}.cost.{name} against the sum of its own lines", shown, amount


def plan_name(plan):
    """A plan's start and lanes as a comparable value; None stays None."""
    if not plan:
        return None
    lanes = plan.get("lanes")
    if lanes is None:
        lanes = [leg["lane"] for leg in plan["legs"]]
    return plan["start"], tuple(lanes)


def compare_refusals(program, oracle, plans):
    """Compare `not_offered`, mode by mode."""
    ours = {entry.get("mode"): entry for entry in program.get("not_offered") or ()}
    theirs = {entry["mode"]: entry for entry in oracle.get("not_offered") or ()}
    frontier = {plan_name(plan) for plan in oracle.get("plans", ())}
    for mode in sorted(set(ours) | set(theirs), key=str):
        path = f"not_offered[{mode}]"
        if (mode in ours) != (mode in theirs):
            yield path, "listed" if mode in ours else "not listed", \
                "listed" if mode in theirs else "not listed"
            continue
        mine, yours = ours[mode], theirs[mode]
        counts = [{code: count for code, count in (entry.get("refused") or {}).items() if count}
                  for entry in (mine, yours)]
        for code in sorted(set(counts[0]) | set(counts[1])):
            yield from compare_values(f"{path}.refused.{code}", counts[0].get(code, Decimal(0)),
                                      counts[1].get(code, Decimal(0)))
        # The program counts chains without what they cost, so it counts these ways, too.
        if not oracle["dear_ways"]:
            yield from compare_values(f"{path}.over_limits",
                                      mine.get("over_limits") or Decimal(0),
                                      yours.get("over_limits") or Decimal(0))
        yield from compare_values(f"{path}.best", plan_name(mine.get("best")),
                                  plan_name(yours.get("best")))
        yield from check_beaten(f"{path}.beaten_by", mine, yours,
                                frontier, plans)


def check_beaten(path, program, oracle, frontier, plans):
    """`beaten_by` must name a plan of the frontier that beats the best one, or is its equal."""
    name, known = plan_name(program.get("beaten_by")), plan_name(oracle.get("beaten_by"))
    if name is None or known is None:
        yield from compare_values(path, name, known)
    elif name not in frontier:
        yield path, name, f"a plan of the frontier, such as {known}"
    elif any(a > b for a, b in zip(plans[name], plans[plan_name(oracle["best"])])):
        yield path, name, f"a plan that beats the best, such as {known}"
