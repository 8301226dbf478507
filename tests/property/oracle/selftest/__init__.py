"""Small cases worked out by hand: python3 -m oracle.selftest"""
