// The whole frontier of orders by Boost's r_c_shortest_paths: labels over the lanes that can reach
// the destination.
//
//   frontier CATALOG ORDERS
//
// Understands the plain profile of the benchmark only. Prints "id cost_cents minutes blind_minutes"
// for every plan of every order, then "seconds id S": the time of the call alone, without reading
// tables, pricing lanes or building the graph.
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/r_c_shortest_paths.hpp>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

using Row = std::map<std::string, std::string>;

static std::vector<std::string> split(const std::string &line) {
    std::vector<std::string> cells;
    std::stringstream rest(line);
    for (std::string cell; std::getline(rest, cell, ',');)
        cells.push_back(cell);
    return cells;
}

// A table without quotes.
static std::vector<Row> read(const std::string &path) {
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    const auto names = split(line);
    std::vector<Row> rows;
    while (std::getline(file, line)) {
        const auto cells = split(line);
        Row row;
        for (size_t i = 0; i < names.size(); i++)
            row[names[i]] = i < cells.size() ? cells[i] : "";
        rows.push_back(row);
    }
    return rows;
}

// A decimal times 10^digits, rounded up.
static int64_t scaled(const std::string &text, int digits) {
    const size_t point = text.find('.');
    int64_t value = std::stoll(text.substr(0, point));
    std::string rest = point == std::string::npos ? "" : text.substr(point + 1);
    bool excess = false;
    for (size_t i = digits; i < rest.size(); i++)
        excess = excess || rest[i] != '0';
    rest.resize(digits, '0');
    for (const char digit : rest)
        value = value * 10 + (digit - '0');
    return value + excess;
}

struct Break {
    int64_t over, up_to, flat, per_kg; // grams, cents
};

struct Lane {
    std::string from, to;
    int64_t minutes, blind;
    std::vector<Break> card;

    // Cents, or -1 where no break serves the weight.
    int64_t price(int64_t grams) const {
        for (const Break &b : card) {
            if (b.over < grams && grams <= b.up_to)
                return (b.flat * 1000 + b.per_kg * grams + 500) / 1000;
        }
        return -1;
    }
};

struct Resources {
    int64_t cost = 0, minutes = 0, blind = 0;
};

static bool operator<(const Resources &a, const Resources &b) {
    return std::tie(a.cost, a.minutes, a.blind) < std::tie(b.cost, b.minutes, b.blind);
}

struct Vertex {
    int number;
};

struct Edge {
    int number;
    Resources takes;
};

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, Vertex, Edge>;

struct Extend {
    bool operator()(const Graph &graph, Resources &to, const Resources &from,
                    boost::graph_traits<Graph>::edge_descriptor e) const {
        const Resources &takes = graph[e].takes;
        to = {from.cost + takes.cost, from.minutes + takes.minutes, from.blind + takes.blind};
        return true;
    }
};

struct Dominates {
    bool operator()(const Resources &a, const Resources &b) const {
        return a.cost <= b.cost && a.minutes <= b.minutes && a.blind <= b.blind;
    }
};

static std::vector<Lane> read_lanes(const std::string &folder) {
    std::map<std::string, std::vector<Break>> cards;
    for (Row &row : read(folder + "/rates.csv"))
        cards[row["card"]].push_back({scaled(row["over_kg"], 3), scaled(row["up_to_kg"], 3),
                                      scaled(row["flat"], 2), scaled(row["per_kg"], 2)});
    std::vector<Lane> lanes;
    for (Row &row : read(folder + "/lanes.csv")) {
        const int64_t minutes = scaled(row["days"], 2) * 1440 / 100;
        const int64_t unseen = 10000 - scaled(row["visibility"], 4);
        lanes.push_back({row["from"], row["to"], minutes, (unseen * minutes + 5000) / 10000,
                         cards[row["lane"]]});
    }
    return lanes;
}

static std::set<std::string> zones_of(std::vector<Row> &zones, Row &order) {
    std::set<std::string> found;
    const std::string prefix = order["postcode"].substr(0, 2);
    for (Row &zone : zones) {
        if (zone["country"] == order["country"] &&
            (zone["postcode_from"].empty() ||
             (zone["postcode_from"] <= prefix && prefix <= zone["postcode_to"])))
            found.insert(zone["zone"]);
    }
    return found;
}

// The places on some way from the origin to the destination.
static std::set<std::string> useful_places(const std::vector<Lane> &lanes,
                                           const std::string &origin,
                                           const std::set<std::string> &zones) {
    std::set<std::string> ahead = {origin}, back = zones;
    for (size_t known = 0; known < ahead.size() + back.size();) {
        known = ahead.size() + back.size();
        for (const Lane &lane : lanes) {
            if (ahead.count(lane.from))
                ahead.insert(lane.to);
            if (back.count(lane.to))
                back.insert(lane.from);
        }
    }
    std::set<std::string> both;
    for (const std::string &place : ahead) {
        if (back.count(place))
            both.insert(place);
    }
    return both;
}

static void solve(const std::vector<Lane> &lanes, std::vector<Row> &zone_rows, Row &order) {
    const auto zones = zones_of(zone_rows, order);
    const auto useful = useful_places(lanes, order["origin"], zones);
    const int64_t grams = scaled(order["weight_kg"], 3) * std::stoll(order["quantity"]);

    // All zones of the destination are one vertex.
    std::map<std::string, int> vertex_of = {{order["origin"], 0}};
    for (const std::string &zone : zones)
        vertex_of[zone] = 1;
    int vertices = 2;
    for (const std::string &place : useful) {
        if (vertex_of.emplace(place, vertices).second)
            vertices++;
    }
    Graph graph(vertices);
    for (int i = 0; i < vertices; i++)
        graph[i].number = i;
    int edges = 0;
    for (const Lane &lane : lanes) {
        const int64_t price =
            useful.count(lane.from) && useful.count(lane.to) ? lane.price(grams) : -1;
        if (price >= 0)
            boost::add_edge(vertex_of[lane.from], vertex_of[lane.to],
                            Edge{edges++, {price, lane.minutes, lane.blind}}, graph);
    }

    std::vector<std::vector<boost::graph_traits<Graph>::edge_descriptor>> paths;
    std::vector<Resources> frontier;
    const auto start = std::chrono::steady_clock::now();
    boost::r_c_shortest_paths(
        graph, boost::get(&Vertex::number, graph), boost::get(&Edge::number, graph),
        boost::vertex(0, graph), boost::vertex(1, graph), paths, frontier, Resources(), Extend(),
        Dominates(), std::allocator<boost::r_c_shortest_paths_label<Graph, Resources>>(),
        boost::default_r_c_shortest_paths_visitor());
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    for (const Resources &plan : frontier)
        std::cout << order["id"] << ' ' << plan.cost << ' ' << plan.minutes << ' ' << plan.blind
                  << '\n';
    std::cout << "seconds " << order["id"] << ' ' << taken.count() << '\n';
}

int main(int argc, char **argv) {
    if (argc != 3) {
        std::cerr << "usage: frontier CATALOG ORDERS\n";
        return 2;
    }
    const std::string folder = argv[1];
    const auto lanes = read_lanes(folder);
    auto zones = read(folder + "/zones.csv");
    auto orders = read(argv[2]);
    for (Row &order : orders)
        solve(lanes, zones, order);
    return 0;
}
