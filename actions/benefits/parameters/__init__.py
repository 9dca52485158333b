"""The figures the calculators work with: dated tables, each row with its source, and rows that staff add year by year."""
