# Writes reference.tsv, the numbers that the tests of src/stats/ are held against:
#   Rscript test/stats/reference.R > test/stats/reference.tsv
# Needs nothing but base R. Where R has no function of that name, the formula is spelled out here.

rows <- character()
put <- function(name, args, value) {
  list <- function(x) paste(sprintf("%.17g", x), collapse = " ")
  rows <<- c(rows, paste(name, list(args), list(value), sep = "\t"))
}

for (z in c(-37, -30, -20, -10, -8.5, -5, -3, -1.4, -0.5, -1e-3, 0, 0.5, 2, 5, 8)) put("normalCdf", z, pnorm(z))
for (p in c(1e-300, 1e-100, 1e-20, 1e-11, 1e-9, 1e-6, 0.001, 0.005, 0.025, 0.2, 0.5, 0.8, 0.975, 0.999999))
  put("normalQuantile", p, qnorm(p))
for (df in c(1, 2, 9, 17.776, 49, 149, 999, 1e5, 1e6)) {
  for (t in c(-12, -5, -3, -2, -1, -0.01, 0.5, 4)) put("studentCdf", c(t, df), pt(t, df))
  for (p in c(1e-9, 1e-4, 0.005, 0.025, 0.4, 0.6, 0.95, 0.975, 0.995)) put("studentQuantile", c(p, df), qt(p, df))
}
for (n in c(1, 10, 100, 1e4, 1e6)) for (p in c(0.05, 0.5, 0.9)) for (q in c(0.001, 0.3, 0.7, 0.999)) {
  x <- qbinom(q, n, p)
  put("binomialCdf", c(x, n, p), pbinom(x, n, p))
}

tables <- list(c(3, 4, 1, 4), c(1, 4, 3, 4), c(40, 50, 45, 50), c(0, 50, 5, 50), c(50, 50, 45, 50), c(1, 1, 0, 1),
  c(390, 500, 420, 500), c(9000, 1e4, 9100, 1e4), c(120, 150, 100, 100), c(7, 10, 70, 1000), c(83, 88, 69, 76),
  c(999990, 1e6, 999999, 1e6), c(500000, 1e6, 501000, 1e6), c(2, 1e6, 9, 1e6))
for (a in tables) {
  marked <- a[1] + a[3]; total <- a[2] + a[4]
  rate <- marked / total
  z <- (a[1] / a[2] - a[3] / a[4]) / sqrt(rate * (1 - rate) * (1 / a[2] + 1 / a[4]))
  put("twoProportionZ", a, c(z, pnorm(z), pnorm(z, lower.tail = FALSE), 2 * pnorm(-abs(z))))
  both <- fisher.test(matrix(c(a[1], a[2] - a[1], a[3], a[4] - a[3]), 2))$p.value
  put("fisherExact", a, c(phyper(a[1], marked, total - marked, a[2]),
    phyper(a[1] - 1, marked, total - marked, a[2], lower.tail = FALSE), both))
  wilson <- function(x, n, level) {
    z <- qnorm((1 + level) / 2)
    (x + z^2 / 2 + c(-1, 1) * z * sqrt(x * (n - x) / n + z^2 / 4)) / (n + z^2)
  }
  w1 <- wilson(a[1], a[2], 0.95); w2 <- wilson(a[3], a[4], 0.95)
  d <- a[1] / a[2] - a[3] / a[4]
  put("wilsonInterval", c(a[1], a[2], 0.95), w1)
  put("wilsonInterval", c(a[1], a[2], 0.9), wilson(a[1], a[2], 0.9))
  put("newcombeInterval", a, c(d - sqrt((a[1] / a[2] - w1[1])^2 + (w2[2] - a[3] / a[4])^2),
    d + sqrt((w1[2] - a[1] / a[2])^2 + (a[3] / a[4] - w2[1])^2)))
}

# Sign-flip: cases come as counts of D = -k ... k; T by convolution of the sign-flipped magnitudes.
flips <- function(k, counts) {
  d <- rep(-k:k, counts)
  total <- sum(abs(d))
  mass <- 1
  for (size in abs(d[d != 0])) {
    mass <- 0.5 * (c(mass, rep(0, size)) + c(rep(0, size), mass))
  }
  lost <- -sum(d[d < 0])
  at <- seq_along(mass) - 1
  worse <- sum(mass[at >= lost]); better <- sum(mass[at <= lost]); here <- sum(mass[at == lost])
  n <- length(d)
  m <- sum(d / k) / (n + 2)
  se <- sqrt((sum((d / k)^2) + 1) / (n + 2) - m^2) / sqrt(n + 2)
  half <- qt(0.975, n - 1) * se
  z <- sum(d) / sqrt(sum(d^2))
  put("signFlip", c(k, counts), c(worse, worse - here / 2, better, better - here / 2))
  put("pairedZ", c(k, counts), c(mean(d / k), z, pnorm(z), pnorm(-z), 2 * pnorm(-abs(z))))
  put("pairedInterval", c(k, counts), c(m, m - half, m + half))
}
flips(1, c(7, 13, 1)); flips(1, c(8, 42, 0)); flips(1, c(5, 42, 3)); flips(1, c(30, 500, 12)); flips(1, c(0, 45, 5))
flips(2, c(1, 4, 30, 6, 0)); flips(3, c(3, 2, 9, 30, 4, 1, 1)); flips(5, c(2, 1, 3, 4, 20, 60, 11, 3, 2, 0, 1))
flips(20, c(2, rep(0, 17), 3, 1, 40, 1, 4, rep(0, 17), 1))

series <- function(n, a, m) ((1:n * a) %% m) / m
for (n in c(2, 5, 10, 50, 150)) {
  x <- series(n, 37, 101); y <- series(n, 53, 97) + 0.03
  one <- t.test(x, y, paired = TRUE)
  put("pairedT", n, c(one$estimate, one$statistic, one$parameter,
    pt(one$statistic, one$parameter), pt(-one$statistic, one$parameter)))
  two <- t.test(x, y)
  put("welchT", n, c(mean(x) - mean(y), two$statistic, two$parameter,
    pt(two$statistic, two$parameter), pt(-two$statistic, two$parameter), two$p.value))
  r <- sum(x) / sum(y)
  se <- sqrt(sum((x - r * y)^2) / (n * (n - 1))) / mean(y)
  put("pairedRatio", n, r * exp(c(0, -1, 1) * qt(0.975, n - 1) * se / r))
}

for (p in list(c(0.01, 0.04, 0.03, 0.005), c(0.2, 0.2, 0.001), c(0.6, 0.9), 0.03, c(0.01, 0.01, 0.01, 0.5)))
  put("holm", p, p.adjust(p, "holm"))

for (alpha in c(0.001, 0.005, 0.025, 0.05, 0.2)) for (f in c(0.1, 1 / 3, 0.5, 0.9)) {
  c1 <- qnorm(1 - alpha * f)
  goes <- function(c2) integrate(function(u) dnorm(u) * pnorm((u * sqrt(f) - c2) / sqrt(1 - f)),
    -Inf, c1, rel.tol = 1e-12)$value
  c2 <- uniroot(function(c2) goes(c2) - alpha * (1 - f), c(-3, 9), tol = 1e-14)$root
  put("spendingLevels", c(alpha, f), c(alpha * f, pnorm(-c2)))
}

cases <- function(d, psi, alpha, power) ((qnorm(1 - alpha) * sqrt(psi) + qnorm(power) * sqrt(psi - d^2)) / d)^2
for (a in list(c(0.1, 0.2, 0.05, 0.8), c(0.15, 0.25, 0.005, 0.8), c(0.05, 0.3, 0.025, 0.9), c(0.3, 0.3, 0.005, 0.8)))
  put("casesNeeded", a, cases(a[1], a[2], a[3], a[4]))
for (a in list(c(50, 0.15, 0.005, 0.8), c(150, 0.15, 0.005, 0.8), c(250, 0.15, 0.005, 0.8), c(1e6, 0.1, 0.05, 0.9)))
  put("minimumDetectableEffect", a, uniroot(function(d) cases(d, a[2] + d * (1 - a[2]), a[3], a[4]) - a[1],
    c(1e-6, 0.999), tol = 1e-15)$root)

cat(rows, sep = "\n")
