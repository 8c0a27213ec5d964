package io.juvloop.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A figure of a client that is measured once: what it is, whose, and how much.
public record ClientFigure(String what, String driver, double amount, int decimals) {
    /// Returns a row for each figure, with a column for each driver.
    static String table(List<ClientFigure> figures) {
        List<String> drivers =
                figures.stream().map(ClientFigure::driver).distinct().toList();
        List<String> heads = new java.util.ArrayList<>(drivers);
        heads.addFirst("");
        TextTable table = new TextTable(heads.toArray(String[]::new));
        for (String what : figures.stream().map(ClientFigure::what).distinct().toList()) {
            List<String> row = new java.util.ArrayList<>();
            row.add(what);
            for (String driver : drivers) {
                row.add(figures.stream()
                        .filter(figure -> figure.what.equals(what) && figure.driver.equals(driver))
                        .map(figure -> Decimal.fixed(figure.amount, figure.decimals))
                        .findFirst()
                        .orElse(""));
            }
            table.add(row.toArray(String[]::new));
        }
        return table.toString();
    }

    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("what", what);
        document.put("driver", driver);
        document.put("amount", amount);
        return document;
    }
}
