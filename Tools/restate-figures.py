#!/usr/bin/env python3
"""restate-figures.py FIGURES: writes Datasets/Calibration from the collected public figures.

Run once per change of the figures; what it writes is committed, so building never needs the figures themselves.
"""
import csv
import pathlib
import sys

FIGURES = pathlib.Path(sys.argv[1])
OUT = pathlib.Path(__file__).resolve().parent.parent / "Datasets" / "Calibration"

# Census label -> shares in percent of language codes. A label that names one language is that language; the shares of
# a group are an assumption (census tables do not split it).
LABELS = {
    "Spanish": {"es": 100},
    "Chinese (incl. Mandarin, Cantonese)": {"zh": 70, "yue": 30},
    "Vietnamese": {"vi": 100}, "Korean": {"ko": 100}, "Tagalog (incl. Filipino)": {"tl": 100},
    "Arabic": {"ar": 100}, "Russian": {"ru": 100}, "Haitian": {"ht": 100}, "Portuguese": {"pt": 100},
    "French (incl. Cajun)": {"fr": 100},
    "Amharic, Somali, or other Afro-Asiatic languages": {"am": 60, "so": 40},
    "Other languages of Asia": {"my": 60, "mn": 40}, "Polish": {"pl": 100}, "Japanese": {"ja": 100},
    "Other Indo-European languages": {"ro": 60, "sq": 40}, "Hindi": {"hi": 100},
    "Persian (incl. Farsi, Dari)": {"fa": 100}, "Bengali": {"bn": 100},
    "Yiddish, Pennsylvania Dutch or other West Germanic languages": {"yi": 60, "nl": 40},
    "Nepali, Marathi, or other Indic languages": {"ne": 70, "mr": 30},
    "Thai, Lao, or other Tai-Kadai languages": {"th": 60, "lo": 40}, "Urdu": {"ur": 100}, "Gujarati": {"gu": 100},
    "Italian": {"it": 100}, "Punjabi": {"pa": 100}, "German": {"de": 100},
    "Yoruba, Twi, Igbo, or other languages of Western Africa": {"yo": 60, "ig": 40},
    "Ukrainian or other Slavic languages": {"uk": 100},
    "Ilocano, Samoan, Hawaiian, or other Austronesian languages": {"sm": 60, "haw": 40},
    "Armenian": {"hy": 100}, "Hmong": {"hmn": 100}, "Khmer": {"km": 100},
    "Swahili or other languages of Central, Eastern, and Southern Africa": {"sw": 100},
    "Other and unspecified languages": {"am": 40, "so": 30, "sw": 30}, "Serbo-Croatian": {"sr": 60, "bs": 40}, "Telugu": {"te": 100},
    "Greek": {"el": 100}, "Malayalam, Kannada, or other Dravidian languages": {"ml": 60, "kn": 40},
    "Tamil": {"ta": 100}, "Navajo": {"nv": 100}, "Hebrew": {"he": 100},
    "Other Native languages of North America": {"chr": 100},
    # The groups of C16001, for states without the detailed table.
    "French, Haitian, or Cajun": {"fr": 60, "ht": 40},
    "German or other West Germanic languages": {"de": 100},
    "Russian, Polish, or other Slavic languages": {"ru": 50, "pl": 30, "uk": 20},
    "Other Asian and Pacific Island languages": {"ja": 40, "th": 20, "lo": 20, "sm": 20},
}


def rows(name):
    with open(FIGURES / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(name, header, lines):
    with open(OUT / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(lines)


def states():
    population = {row["abbr"]: int(row["pop2024"]) for row in rows("population_by_state_2020_2024.csv")}
    rates = {row["abbr"]: row["cases_per_100k"] for row in rows("trafficking_hotline_rate_by_state.csv")}
    source = "ACS 2018 B24010; NST-EST2024; datapandas.org 2024-09-18"
    lines = []
    for row in rows("lawyers_by_state_acs2018.csv"):
        code = row["abbr"]
        whole, fraction = rates.get(code, "0.00").split(".")
        lines.append([code, row["lawyers_and_judicial_law_clerks"], population[code], int(whole) * 100 + int(fraction),
                      source])
    write("states.csv", ["state", "lawyers", "population_2024", "hotline_cases_per_10_million", "source"],
          sorted(lines))


def languages():
    tables = {"B16001": ("language_by_state_acs2018_b16001_detailed.csv", "language"),
              "C16001": ("language_by_state_acs2018_c16001.csv", "language_group")}
    counts, totals, source = {}, {}, {}
    for table, (file, column) in tables.items():
        done = set(counts)
        for row in rows(file):
            state, label = row["abbr"], row[column]
            if state in done or label == "English only":
                continue
            counts.setdefault(state, {})
            totals[state] = int(row["population_5plus"])
            source[state] = f"ACS 2018 {table}"
            for code, share in LABELS[label].items():
                speakers = int(row["lep_speak_english_less_than_very_well"]) * share // 100
                counts[state][code] = counts[state].get(code, 0) + speakers
    codes = sorted({code for state in counts.values() for code in state})
    write("languages.csv", ["state", "population_5plus"] + codes + ["source"],
          [[state, totals[state]] + [counts[state].get(code, 0) for code in codes] + [source[state]]
           for state in sorted(counts)])
    write("language_labels.csv", ["census_label", "codes", "source"],
          [[label, ";".join(f"{code}:{share}" for code, share in shares.items()),
            "one language" if len(shares) == 1 else "split is an assumption"] for label, shares in sorted(LABELS.items())])


def firms():
    current = [int(row["lawyers"]) for row in rows("law_firm_headcounts.csv") if "2019 headcount" in row["year"]]
    lines = [[rank + 1, size, "NLJ 500, 2020 list"] for rank, size in enumerate(sorted(current, reverse=True))]
    for row in rows("law_firm_headcounts.csv"):
        if "(rank " in row["firm"]:
            rank = int(row["firm"].split("(rank ")[1].rstrip(")"))
            if rank > len(current):
                lines.append([rank, int(row["lawyers"]), "NLJ 350, 2013 list"])
    write("firm_sizes.csv", ["rank", "lawyers", "source"], lines)


def pro_bono():
    wanted = {"no pro bono in previous year": "none", "share with 50-79 hours": "hours_50_79",
              "share with more than 80 hours": "hours_80_up", "mean hours, very large firms": "mean_very_large_firms",
              "mean hours among those helping individuals": "mean_individuals"}
    write("pro_bono.csv", ["figure", "value", "source"],
          [[wanted[row["figure"]], row["value"], "ABA Supporting Justice, 4th report, 2018"]
           for row in rows("pro_bono_hours.csv") if row["figure"] in wanted])


OUT.mkdir(parents=True, exist_ok=True)
states()
languages()
firms()
pro_bono()
