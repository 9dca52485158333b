"""The working calendar: announced holidays and make-up workdays as dated, sourced files."""
