#include "core/layout/charts/paths_flow.hpp"

#include <algorithm>
#include <numeric>

namespace cairn::layout {

namespace {

/// Bands leave and enter a node in the order of what they lead to, so that they cross little.
void placeBands(const PathsResult& result, FlowGeometry& geometry, double scale) {
    const bool backwards = result.options.direction == PathDirection::Before;
    const auto leftOf = [&](const PathFlow& f) { return backwards ? f.to : f.from; };
    const auto rightOf = [&](const PathFlow& f) { return backwards ? f.from : f.to; };
    std::vector<std::size_t> order(result.flows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto y = [&](std::size_t node) { return geometry.nodes[node].y; };

    std::vector<double> used(result.nodes.size(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return y(rightOf(result.flows[a])) < y(rightOf(result.flows[b]));
    });
    for (const std::size_t i : order) {
        const PathFlow& flow = result.flows[i];
        FlowBand& band = geometry.flows[i];
        const RectF& node = geometry.nodes[leftOf(flow)];
        band.thickness = scale * double(flow.paths);
        band.leftX = node.right();
        band.leftTop = node.y + used[leftOf(flow)];
        used[leftOf(flow)] += band.thickness;
    }
    std::fill(used.begin(), used.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return y(leftOf(result.flows[a])) < y(leftOf(result.flows[b]));
    });
    for (const std::size_t i : order) {
        const PathFlow& flow = result.flows[i];
        FlowBand& band = geometry.flows[i];
        const RectF& node = geometry.nodes[rightOf(flow)];
        band.rightX = node.x;
        band.rightTop = node.y + used[rightOf(flow)];
        used[rightOf(flow)] += band.thickness;
    }
}

} // namespace

FlowGeometry placeFlows(const PathsResult& result, const FlowMeasures& measures) {
    FlowGeometry geometry;
    std::size_t columns = 1;
    std::uint64_t most = 1;
    std::vector<std::uint64_t> sums;
    for (const PathNode& node : result.nodes) {
        columns = std::max(columns, node.column + 1);
        sums.resize(columns, 0);
        sums[node.column] += node.paths;
        most = std::max(most, sums[node.column]);
    }
    const double scale = measures.fullHeight / double(most);
    const bool backwards = result.options.direction == PathDirection::Before;
    std::vector<double> free(columns, measures.top);
    for (const PathNode& node : result.nodes) {
        const double place = double(backwards ? columns - 1 - node.column : node.column);
        const double height = scale * double(node.paths);
        double& y = free[node.column];
        geometry.nodes.push_back(
            {measures.left + place * measures.pitch, y, measures.nodeWidth, height});
        y += std::max(height, measures.leastSlot) + measures.gap;
        geometry.bottom = std::max(geometry.bottom, y - measures.gap);
    }
    geometry.flows.resize(result.flows.size());
    placeBands(result, geometry, scale);
    return geometry;
}

} // namespace cairn::layout
