// Shopify orders: a row a line item, and what is of the order only in its first row.
#include "core/ingest/column_looks.hpp"
#include "core/ingest/recognisers.hpp"

namespace cairn {

bool recogniseShopifyOrders(const Sniffed& sniffed, ImportPlan& plan) {
    const ColumnAt name = columnNamed(sniffed, {"name"}),
                   created = columnNamed(sniffed, {"created at"});
    if (!name || !created ||
        countNamed(sniffed, {"financial status", "paid at", "fulfillment status",
                             "lineitem quantity", "lineitem name", "lineitem price"}) < 3)
        return false;
    plan.kind = TableKind::Events;
    plan.recognisedAs = "Shopify orders";
    plan.note =
        "Line items of one order are one order; customers are told apart by e-mail, which is"
        " not kept.";
    giveTime(sniffed, plan, created, ColumnRole::EventTime, "order");
    giveTime(sniffed, plan, columnNamed(sniffed, {"paid at"}), ColumnRole::EventTime, "paid");
    giveTime(sniffed, plan, columnNamed(sniffed, {"fulfilled at"}), ColumnRole::EventTime,
             "fulfilled");
    // Often nobody cancelled yet; a newer export is read by the same plan.
    if (const ColumnAt cancelled = columnNamed(sniffed, {"cancelled at", "canceled at"})) {
        giveRole(plan, cancelled, ColumnRole::EventTime);
        plan.columns[*cancelled].label = "cancelled";
        plan.columns[*cancelled].time =
            timeFormatOf(sniffed, *cancelled).value_or(plan.columns[*created].time);
    }
    giveRole(plan, name, ColumnRole::Group);
    const ColumnAt email = columnNamed(sniffed, {"customer id", "email"});
    giveRole(plan, email, ColumnRole::Unit, 0.9);
    plan.rowIsCustomer = !email;
    for (const std::string_view kept :
         {"total", "subtotal", "currency", "financial status", "fulfillment status",
          "discount code", "shipping method", "billing country", "shipping country",
          "payment method", "source", "risk level", "accepts marketing"})
        giveRole(plan, columnNamed(sniffed, {kept}), ColumnRole::Property, 0.9);
    return plan.columnWith(ColumnRole::EventTime).has_value();
}

} // namespace cairn
