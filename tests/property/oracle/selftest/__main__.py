"""Run all cases or the named: python3 -m oracle.selftest [CLASS[.TEST]]"""

# pylint: disable=unused-import
import unittest

from .borders import Customs, Stock
from .goods import Goods, LocalTax
from .prices import BillableWeight, Surcharges
from .ranks import Ranking
from .reading import Postcodes, Quantities
from .times import Clock

if __name__ == "__main__":
    unittest.main()
